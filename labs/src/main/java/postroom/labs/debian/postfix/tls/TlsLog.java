package postroom.labs.debian.postfix.tls;

import java.util.EnumSet;
import java.util.Set;

/** What a client of TLS logs ({@code smtp_tls_loglevel}; {@code posttls-finger -L}). */
public enum TlsLog {
    /** One line for each session. */
    SUMMARY,
    /** Why a certificate is not trusted, even where that does not matter. */
    UNTRUSTED,
    /** The certificate's names and fingerprints. */
    CERTMATCH,
    /** The certificate itself. */
    PEERCERT,
    /** Each step on this side. */
    VERBOSE,
    /** The library's states. */
    SSL_DEBUG;

    /** Those of a level. */
    public static Set<TlsLog> of(long level) {
        return level < 1
                ? EnumSet.noneOf(TlsLog.class)
                : level < 2 ? EnumSet.of(SUMMARY) : EnumSet.of(SUMMARY, VERBOSE, SSL_DEBUG);
    }
}
