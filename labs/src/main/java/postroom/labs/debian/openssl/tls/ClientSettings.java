package postroom.labs.debian.openssl.tls;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client of TLS offers.
 *
 * @param serverName the name that is asked for; null for none
 * @param versions the versions of the protocol, newest first: {@code TLSv1.3}
 * @param suites the numbers of the cipher suites
 * @param groups the groups for key exchange by OpenSSL's names; empty for the usual ones
 * @param protocols protocols that may be spoken inside (ALPN)
 * @param identity who the client is, if the server asks; empty for nobody
 */
public record ClientSettings(
        String serverName,
        List<String> versions,
        List<Integer> suites,
        List<String> groups,
        List<String> protocols,
        Optional<Identity> identity) {
    /** The versions that a client of today speaks. */
    public static final List<String> TODAYS = List.of("TLSv1.3", "TLSv1.2");

    /** Keeps copies. */
    public ClientSettings {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        protocols = List.copyOf(protocols);
    }

    /**
     * What OpenSSL's client offers without options.
     *
     * @param serverName for the server's certificates to be chosen by, or null
     */
    public static ClientSettings usual(String serverName, List<String> versions) {
        List<Integer> suites = Stream.concat(CipherList.newest().stream(), CipherList.parse("DEFAULT").stream())
                .map(CipherSuites.Suite::number)
                .distinct()
                .toList();
        return new ClientSettings(serverName, versions, suites, List.of(), List.of(), Optional.empty());
    }
}
