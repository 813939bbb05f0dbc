package postroom.labs.debian.bc;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;

/** How bc writes numbers: digits of a base up to sixteen as letters, of a larger one as decimal numbers with blanks. */
final class NumberFormat {
    private NumberFormat() {}

    /**
     * Writes a number.
     *
     * @param leadingZero whether a zero stands before the point (POSIX)
     */
    static String of(Decimal number, int base, boolean leadingZero, Runnable step) {
        StringBuilder out = new StringBuilder();
        if (number.isNegative() || number.negativeZero()) {
            out.append('-');
        }
        if (number.isZero()) {
            return out.append('0').toString();
        }
        return base == 10 ? decimal(number, leadingZero, out) : other(number, base, out, step);
    }

    private static String decimal(Decimal number, boolean leadingZero, StringBuilder out) {
        String digits = number.digits().abs().toString();
        int integers = digits.length() - number.scale();
        if (integers > 0) {
            out.append(digits, 0, integers);
        } else if (leadingZero) {
            out.append('0');
        }
        if (number.scale() > 0) {
            out.append('.').append("0".repeat(Math.max(0, -integers))).append(digits.substring(Math.max(0, integers)));
        }
        return out.toString();
    }

    private static String other(Decimal number, int base, StringBuilder out, Runnable step) {
        BigInteger unit = Decimal.power10(number.scale());
        BigInteger[] parts = number.digits().abs().divideAndRemainder(unit);
        BigInteger radix = BigInteger.valueOf(base);
        if (base <= 16) {
            out.append(parts[0].signum() == 0 ? "" : parts[0].toString(base).toUpperCase(java.util.Locale.ROOT));
        } else {
            Deque<Long> stack = new ArrayDeque<>();
            for (BigInteger left = parts[0]; left.signum() != 0; left = left.divide(radix)) {
                step.run();
                stack.push(left.mod(radix).longValue());
            }
            stack.forEach(it -> digit(out, it, base, true));
        }
        if (number.scale() > 0) {
            out.append('.');
            boolean blank = false;
            BigInteger fraction = parts[1];
            BigInteger limit = unit;
            for (BigInteger reached = BigInteger.ONE; reached.compareTo(limit) < 0; reached = reached.multiply(radix)) {
                step.run();
                BigInteger[] next = fraction.multiply(radix).divideAndRemainder(unit);
                digit(out, next[0].longValue(), base, blank);
                blank = true;
                fraction = next[1];
            }
        }
        return out.toString();
    }

    private static void digit(StringBuilder out, long digit, int base, boolean blank) {
        if (base <= 16) {
            out.append(Character.toUpperCase(Character.forDigit((int) digit, 16)));
            return;
        }
        int width = Integer.toString(base - 1).length();
        String text = Long.toString(digit);
        out.append(blank ? " " : "")
                .append("0".repeat(Math.max(0, width - text.length())))
                .append(text);
    }
}
