package postroom.labs.debian.openssl.app;

import java.math.BigInteger;
import java.util.Optional;

/** Numbers as {@code strtol(3)} with base 0 reads them: decimal, {@code 0x} hexadecimal, {@code 0} octal. */
final class Numbers {
    private Numbers() {}

    static Optional<BigInteger> parse(String text) {
        String digits = text.stripLeading();
        boolean minus = digits.startsWith("-");
        if (minus || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
            digits = digits.substring(1);
        }
        if (digits.isEmpty() || digits.length() > 40 || Character.digit(digits.charAt(0), radix) < 0) {
            return Optional.empty();
        }
        try {
            BigInteger value = new BigInteger(digits, radix);
            return Optional.of(minus ? value.negate() : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String complaint(String text) {
        String kind = text.startsWith("0x") || text.startsWith("0X")
                ? "a hexadecimal"
                : text.startsWith("0") ? "an octal" : "a";
        return "Can't parse \"" + text + "\" as " + kind + " number";
    }
}
