package postroom.labs.debian.postfix.tls;

import java.util.EnumSet;
import java.util.Optional;
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

    /** Those of a list of names or levels, {@code routine,certmatch}; empty for a name that is none. */
    public static Optional<Set<TlsLog>> parse(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "none", "0" -> of(0);
                    case "routine", "1" -> of(1);
                    case "debug", "2", "ssl-expert", "3", "ssl-developer", "4" -> of(2);
                    case "summary" -> EnumSet.of(SUMMARY);
                    case "untrusted" -> EnumSet.of(UNTRUSTED);
                    case "certmatch" -> EnumSet.of(CERTMATCH);
                    case "peercert" -> EnumSet.of(PEERCERT);
                    case "verbose" -> EnumSet.of(VERBOSE);
                    case "ssl-debug" -> EnumSet.of(SSL_DEBUG);
                    case "cache", "ssl-handshake-packet-dump", "ssl-session-packet-dump" ->
                        EnumSet.noneOf(TlsLog.class);
                    default -> null;
                });
    }
}
