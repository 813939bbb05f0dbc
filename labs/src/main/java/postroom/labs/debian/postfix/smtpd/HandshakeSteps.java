package postroom.labs.debian.postfix.smtpd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What smtpd_tls_loglevel = 2 tells of a full handshake: the states of OpenSSL's server one by one. */
final class HandshakeSteps {
    /** How long a key for session tickets is used. */
    private static final long TICKET_SECONDS = 1800;

    private static final String TICKET = "Issuing session ticket";
    private static final List<String> NEW = List.of(
            "before SSL initialization",
            "before SSL initialization",
            "SSLv3/TLS read client hello",
            "SSLv3/TLS write server hello",
            "SSLv3/TLS write change cipher spec",
            "TLSv1.3 write encrypted extensions",
            "SSLv3/TLS write certificate",
            "TLSv1.3 write server certificate verify",
            "SSLv3/TLS write finished",
            "TLSv1.3 early data",
            "TLSv1.3 early data",
            "SSLv3/TLS read finished",
            TICKET,
            "SSLv3/TLS write session ticket");
    private static final List<String> OLD = List.of(
            "before SSL initialization",
            "before SSL initialization",
            "SSLv3/TLS read client hello",
            "SSLv3/TLS write server hello",
            "SSLv3/TLS write certificate",
            "SSLv3/TLS write key exchange",
            "SSLv3/TLS write server done",
            "SSLv3/TLS write server done",
            "SSLv3/TLS read client key exchange",
            "SSLv3/TLS read change cipher spec",
            "SSLv3/TLS read finished",
            TICKET,
            "SSLv3/TLS write session ticket",
            "SSLv3/TLS write change cipher spec",
            "SSLv3/TLS write finished");

    private HandshakeSteps() {}

    /** The lines for a protocol, {@code TLSv1.3}, and a client. */
    static List<String> of(String protocol, String client, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("setting up TLS connection from " + client);
        lines.add(client + ": TLS cipher list \"aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH\"");
        for (String each : protocol.equals("TLSv1.3") ? NEW : OLD) {
            lines.add(
                    each.equals(TICKET)
                            ? client + ": " + TICKET + ", key expiration: " + (now.getEpochSecond() + TICKET_SECONDS)
                            : "SSL_accept:" + each);
        }
        return lines;
    }
}
