package postroom.server.tls;

/** What came of reading a certificate and a key. */
public sealed interface TlsLoad {

    record Ready(TlsContext context) implements TlsLoad {}

    /** @param detail for people, one line */
    record Failed(Problem problem, String detail) implements TlsLoad {}

    /** What was wrong. */
    enum Problem {
        NO_CERTIFICATE,
        BAD_CERTIFICATE,
        NO_KEY,
        BAD_KEY,
        /** The key is encrypted, and nobody is there who could be asked. */
        KEY_LOCKED,
        /** The key is of another algorithm than the certificate. */
        KEY_OF_OTHER_KIND,
        /** The key is another one than the certificate's. */
        KEY_MISMATCH
    }
}
