package postroom.server.tls;

/** OpenSSL's names for cipher suites. */
final class CipherNames {

    private CipherNames() {}

    /** {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384} becomes {@code ECDHE-RSA-AES256-GCM-SHA384}; TLS 1.3 names stay. */
    static String openssl(String suite) {
        int with = suite.indexOf("_WITH_");
        if (with < 0) {
            return suite;
        }
        String exchange = suite.substring(suite.indexOf('_') + 1, with);
        String cipher = suite.substring(with + "_WITH_".length())
                .replace("AES_", "AES")
                .replace("_CBC_SHA", "_SHA")
                .replace("CHACHA20_POLY1305_SHA256", "CHACHA20_POLY1305");
        String name = exchange.equals("RSA") ? cipher : exchange + "_" + cipher;
        return name.replace('_', '-');
    }

    /** The key bits of a suite's cipher. */
    static int bits(String suite) {
        if (suite.contains("AES_128")) {
            return 128;
        }
        return suite.contains("3DES") ? 168 : 256;
    }
}
