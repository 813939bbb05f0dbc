package postroom.server.tls;

import java.util.List;
import java.util.Set;

/**
 * What a server allows besides its certificate.
 *
 * @param protocols of {@code TLSv1.2} and {@code TLSv1.3}
 * @param allowedCiphers OpenSSL's names for the only ones that are used with TLS 1.2; empty for all
 * @param asksClient whether clients are asked for a certificate, which they may decline
 * @param authorities PEM with the authorities that clients are told of; may be empty
 */
public record TlsOptions(Set<String> protocols, List<String> allowedCiphers, boolean asksClient, String authorities) {
    /** What OpenSSL does by itself on Debian. */
    public static final TlsOptions USUAL = new TlsOptions(Set.of("TLSv1.2", "TLSv1.3"), List.of(), false, "");

    /** Keeps copies. */
    public TlsOptions {
        protocols = Set.copyOf(protocols);
        allowedCiphers = List.copyOf(allowedCiphers);
    }

    /** Whether a suite may be used; those of TLS 1.3 always may. */
    boolean allows(String suite) {
        String name = CipherNames.openssl(suite);
        return name.startsWith("TLS_") || allowedCiphers.isEmpty() || allowedCiphers.contains(name);
    }
}
