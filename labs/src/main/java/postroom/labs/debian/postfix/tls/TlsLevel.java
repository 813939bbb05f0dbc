package postroom.labs.debian.postfix.tls;

import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;

/** How much a client insists on TLS ({@code TLS_README}, "Client TLS security levels"). */
public enum TlsLevel {
    /** No TLS. */
    NONE,
    /** TLS if the server offers it. */
    MAY,
    /** No mail without TLS. */
    ENCRYPT,
    /** Only a server whose certificate or key is known. */
    FINGERPRINT,
    /** A server whose certificate is in the DNS, if it is; there is no DNSSEC here. */
    DANE,
    /** Only a server whose certificate is in the DNS. */
    DANE_ONLY,
    /** Only a server with a trusted certificate for its name. */
    VERIFY,
    /** Only a server with a trusted certificate for the destination. */
    SECURE;

    /** One by its name in main.cf. */
    public static Optional<TlsLevel> find(String name) {
        for (TlsLevel each : values()) {
            if (each.text().equalsIgnoreCase(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Its name in main.cf. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the certificate must fit. */
    public boolean mustMatch() {
        return this == FINGERPRINT || this == VERIFY || this == SECURE;
    }

    /**
     * What main.cf says, in today's parameter or those of old.
     *
     * @param client {@code smtp} or {@code lmtp}
     * @throws Fatal for a level that is none
     */
    public static TlsLevel of(Parameters parameters, String client) {
        String level = parameters.get(client + "_tls_security_level");
        if (!level.isEmpty()) {
            return find(level).orElseThrow(() -> new Fatal("Invalid TLS level \"" + level + "\""));
        }
        if (parameters.bool(client + "_enforce_tls")) {
            return parameters.bool(client + "_tls_enforce_peername") ? VERIFY : ENCRYPT;
        }
        return parameters.bool(client + "_use_tls") ? MAY : NONE;
    }
}
