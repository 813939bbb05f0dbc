package postroom.labs.debian.openssl.tls;

import java.util.List;

/**
 * What a server of TLS allows.
 *
 * @param identity its certificate and key
 * @param versions the versions of the protocol, newest first
 * @param suites the numbers of the cipher suites
 * @param protocols protocols that may be spoken inside (ALPN)
 * @param asks whether the client is asked for a certificate
 */
public record ServerSettings(
        Identity identity, List<String> versions, List<Integer> suites, List<String> protocols, boolean asks) {
    /** Keeps copies. */
    public ServerSettings {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        protocols = List.copyOf(protocols);
    }
}
