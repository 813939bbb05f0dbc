package postroom.labs.debian.openssl.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What OpenSSL's error codes mean ({@code ERR_error_string(3)}): a library in the upper bits, a reason in the lower 23. */
public final class Reasons {
    private static final int REASON_BITS = 23;
    private static final int COMMON = 1 << 18 | 1 << 19;

    private final Map<Integer, String> libraries = new HashMap<>();
    private final Map<Integer, String> reasons = new HashMap<>();

    private Reasons() {
        try (InputStream in = Reasons.class.getResourceAsStream("/postroom/image/packages/openssl/reasons")) {
            int library = 0;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int blank = line.indexOf(' ', 1);
                int number = Integer.parseInt(line.substring(0, blank).strip());
                String text = line.substring(blank + 1);
                if (line.charAt(0) == ' ') {
                    reasons.put(library << REASON_BITS | number, text);
                } else {
                    library = number;
                    libraries.put(number, text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loaded {
        private static final Reasons TABLE = new Reasons();
    }

    /** The table. */
    public static Reasons table() {
        return Loaded.TABLE;
    }

    /** The library of a code; empty if there is none of that number. */
    public Optional<String> library(int code) {
        return Optional.ofNullable(libraries.get(code >>> REASON_BITS));
    }

    /** The reason of a code; some are common to all libraries, and some name another library. */
    public Optional<String> reason(int code) {
        int low = code & (1 << REASON_BITS) - 1;
        if ((low & COMMON) != 0) {
            return Optional.ofNullable(common(low & ~COMMON));
        }
        return Optional.ofNullable(reasons.get(code));
    }

    private String common(int number) {
        return switch (number) {
            case 2 -> "system lib";
            case 3 -> "BN lib";
            case 4 -> "RSA lib";
            case 5 -> "DH lib";
            case 6 -> "EVP lib";
            case 8 -> "OBJ lib";
            case 9 -> "PEM lib";
            case 10 -> "DSA lib";
            case 11 -> "X509 lib";
            case 13 -> "ASN1 lib";
            case 15 -> "CRYPTO lib";
            case 16 -> "EC lib";
            case 20 -> "SSL lib";
            case 32 -> "BIO lib";
            case 33 -> "PKCS7 lib";
            case 34 -> "X509V3 lib";
            case 35 -> "PKCS12 lib";
            case 40 -> "UI lib";
            case 44 -> "OSSL_STORE lib";
            case 60 -> "OSSL_DECODER lib";
            case 256 -> "malloc failure";
            case 258 -> "passed a null parameter";
            case 259 -> "internal error";
            case 262 -> "passed invalid argument";
            case 265 -> "interrupted or cancelled";
            case 266 -> "nested asn1 error";
            case 267 -> "missing asn1 eos";
            case 268 -> "unsupported";
            case 269 -> "fetch failed";
            case 270 -> "invalid property definition";
            default -> null;
        };
    }
}
