package postroom.labs.debian.openssl.asn1;

import java.math.BigInteger;
import java.util.HexFormat;

/** Bytes in hexadecimal digits, as OpenSSL prints them. */
public final class Hex {
    private static final HexFormat LOWER = HexFormat.ofDelimiter(":");
    private static final HexFormat UPPER = LOWER.withUpperCase();

    private Hex() {}

    /** {@code 0a:ff}. */
    public static String lower(byte[] bytes) {
        return LOWER.formatHex(bytes);
    }

    /** {@code 0A:FF}. */
    public static String upper(byte[] bytes) {
        return UPPER.formatHex(bytes);
    }

    /** {@code 0AFF}. */
    public static String plain(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** Rows of {@code perLine} bytes in small digits, each indented, all but the last ending in a colon. */
    public static String rows(byte[] bytes, int perLine, int indent) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            if (i % perLine == 0) {
                out.append(i == 0 ? "" : "\n").append(" ".repeat(indent));
            }
            out.append(HexFormat.of().toHexDigits(bytes[i])).append(i + 1 < bytes.length ? ":" : "");
        }
        return out.append('\n').toString();
    }

    /** A number as {@code BN_print(3)} does: pairs of capital digits, no sign of two's complement. */
    public static String number(BigInteger value) {
        String digits = value.abs().toString(16).toUpperCase(java.util.Locale.ROOT);
        return (value.signum() < 0 ? "-" : "") + (digits.length() % 2 == 0 || value.signum() == 0 ? "" : "0") + digits;
    }
}
