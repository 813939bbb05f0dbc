package postroom.labs.debian.bc;

import java.math.BigInteger;

/**
 * A number of bc: an integer and how many of its digits are behind the point. Results are cut off, never rounded.
 *
 * @param negativeZero a zero that was left when a negative number lost its digits; it prints as {@code -0}
 */
record Decimal(BigInteger digits, int scale, boolean negativeZero) implements Comparable<Decimal> {
    /** Numbers of more digits are not to be had. */
    static final int MAX_DIGITS = 1_000_000;

    static final Decimal ZERO = of(0);
    static final Decimal ONE = of(1);

    /** There is no memory for a number of so many digits. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("number too long", null, false, false);
        }
    }

    static Decimal of(long value) {
        return new Decimal(BigInteger.valueOf(value), 0, false);
    }

    static Decimal of(BigInteger digits, int scale) {
        return new Decimal(digits, scale, false);
    }

    /** From digits with perhaps a point and a sign. */
    static Decimal parse(String text) {
        int point = text.indexOf('.');
        String all = point < 0 ? text : text.substring(0, point) + text.substring(point + 1);
        return of(all.isEmpty() ? BigInteger.ZERO : new BigInteger(all), point < 0 ? 0 : text.length() - point - 1);
    }

    static BigInteger power10(long exponent) {
        if (exponent > MAX_DIGITS) {
            throw new TooLong();
        }
        return BigInteger.TEN.pow((int) exponent);
    }

    private BigInteger at(int newScale) {
        return newScale >= scale
                ? digits.multiply(power10((long) newScale - scale))
                : digits.divide(power10((long) scale - newScale));
    }

    Decimal cut(int newScale) {
        return newScale >= scale ? this : of(at(newScale), newScale);
    }

    boolean isZero() {
        return digits.signum() == 0;
    }

    boolean isNegative() {
        return digits.signum() < 0;
    }

    Decimal plus(Decimal other) {
        int most = Math.max(scale, other.scale);
        return of(at(most).add(other.at(most)), most);
    }

    Decimal minus(Decimal other) {
        return plus(other.negated());
    }

    Decimal negated() {
        return of(digits.negate(), scale);
    }

    Decimal times(Decimal other, int wanted) {
        checkSize((long) digits.bitLength() + other.digits.bitLength());
        int full = scale + other.scale;
        return of(digits.multiply(other.digits), full)
                .cut(Math.min(full, Math.max(wanted, Math.max(scale, other.scale))));
    }

    private static void checkSize(long bits) {
        if (bits > MAX_DIGITS * 4L) {
            throw new TooLong();
        }
    }

    /** The quotient; {@code other} is not zero. */
    Decimal dividedBy(Decimal other, int wanted) {
        long shift = (long) wanted + other.scale - scale;
        BigInteger top = shift >= 0 ? digits.multiply(power10(shift)) : digits;
        BigInteger bottom = shift >= 0 ? other.digits : other.digits.multiply(power10(-shift));
        return of(top.divide(bottom), wanted);
    }

    Decimal modulo(Decimal other, int wanted) {
        int most = (int) Math.max(scale, Math.min(Integer.MAX_VALUE, (long) other.scale + wanted));
        Decimal rest = minus(dividedBy(other, wanted).times(other, most));
        return rest.scale >= most ? rest : of(rest.at(most), most);
    }

    /** A power; {@code step} is called on the way, and a zero to a negative power is zero. */
    Decimal power(long exponent, int wanted, Runnable step) {
        if (exponent == 0) {
            return ONE;
        }
        long size = Math.abs(exponent);
        Decimal result = ONE;
        Decimal square = this;
        for (long left = size; left > 0; left >>= 1) {
            step.run();
            if ((left & 1) == 1) {
                result = result.times(square, Integer.MAX_VALUE);
            }
            if (left > 1) {
                square = square.times(square, Integer.MAX_VALUE);
            }
        }
        if (exponent < 0) {
            return result.isZero() ? ZERO : ONE.dividedBy(result, wanted);
        }
        int most = (int) Math.min((double) scale * size, Math.max(wanted, scale));
        Decimal cut = result.cut(most);
        return cut.isZero() && result.isNegative() ? new Decimal(cut.digits, cut.scale, true) : cut;
    }

    /** The root of a number that is not negative. */
    Decimal root(int wanted) {
        if (isZero()) {
            return ZERO;
        }
        if (compareTo(ONE) == 0) {
            return ONE;
        }
        int most = Math.max(wanted, scale);
        return of(at2(most).sqrt(), most);
    }

    private BigInteger at2(int half) {
        return digits.multiply(power10(2L * half - scale));
    }

    /** How many digits it has before the point, at least one. */
    int integerDigits() {
        String text = digits.abs().toString();
        return Math.max(1, text.length() - scale);
    }

    /** What {@code length()} gives. */
    int length() {
        int integers = integerDigits();
        boolean none = scale != 0 && digits.abs().compareTo(power10(scale)) < 0;
        return none ? scale : integers + scale;
    }

    /** Its integer part; 0 if that is too large. */
    long toLong() {
        BigInteger integer = cut(0).digits;
        return integer.bitLength() > 63 ? 0 : integer.longValue();
    }

    @Override
    public int compareTo(Decimal other) {
        int most = Math.max(scale, other.scale);
        return at(most).compareTo(other.at(most));
    }
}
