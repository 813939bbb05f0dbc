package postroom.labs.course.check;

import java.util.Optional;

/**
 * How a client of a check begins TLS with a server of the lab.
 *
 * @param port of the loopback, which it calls
 * @param starttls the protocol in which it asks for TLS ({@code smtp}, {@code imap}, {@code pop3}, {@code lmtp}); empty for
 *     TLS from the first byte
 * @param version the only version that it speaks ({@code TLSv1.2}); empty for those that OpenSSL's client speaks
 * @param serverName the name that it asks for (RFC 6066 §3)
 */
public record TlsCall(int port, Optional<String> starttls, Optional<String> version, Optional<String> serverName) {}
