package postroom.labs.debian.postfix.tls;

import java.util.List;

/**
 * What a client wants of TLS with one server.
 *
 * @param level how much it insists
 * @param protocols which it allows, as main.cf writes them
 * @param grade the grade of ciphers
 * @param excluded ciphers that it does without
 * @param matches what the certificate must show: names, or fingerprints
 * @param serverName the name that it asks for (SNI); empty for none
 */
public record TlsPolicy(
        TlsLevel level,
        String protocols,
        String grade,
        List<String> excluded,
        List<String> matches,
        String serverName) {
    /** Keeps copies. */
    public TlsPolicy {
        excluded = List.copyOf(excluded);
        matches = List.copyOf(matches);
    }

    /** The same without TLS. */
    public TlsPolicy without() {
        return new TlsPolicy(TlsLevel.NONE, protocols, grade, excluded, matches, serverName);
    }
}
