package postroom.labs.debian.gnu;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** C's {@code %e}, {@code %f} and {@code %g}, which Java formats otherwise. Without padding to a width. */
public final class Doubles {
    private static final int MAX_PRECISION = 1000;

    private Doubles() {}

    /**
     * A number in one of C's formats.
     *
     * @param kind one of {@code eEfFgG}
     * @param flags may hold {@code +}, space and {@code #}
     * @param precision digits, -1 for the usual 6
     */
    public static String format(char kind, String flags, int precision, double value) {
        String sign = value < 0 || 1 / value < 0 ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        boolean upper = Character.isUpperCase(kind);
        String body;
        if (Double.isNaN(value)) {
            body = "nan";
        } else if (Double.isInfinite(value)) {
            body = "inf";
        } else {
            int digits = Math.min(MAX_PRECISION, precision < 0 ? 6 : precision);
            body = finite(Character.toLowerCase(kind), flags, digits, new BigDecimal(Math.abs(value)));
        }
        return sign + (upper ? body.toUpperCase(Locale.ROOT) : body);
    }

    private static String finite(char kind, String flags, int precision, BigDecimal value) {
        switch (kind) {
            case 'f':
                return value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
            case 'e':
                return exponential(value, precision);
            default:
                return general(value, Math.max(1, precision), flags.contains("#"));
        }
    }

    private static String exponential(BigDecimal value, int precision) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(precision).toPlainString() + "e+00";
        }
        BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(BigDecimal value, int precision, boolean keepZeros) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= precision) {
            String text = exponential(value, precision - 1);
            int e = text.indexOf('e');
            return keepZeros ? text : trimmed(text.substring(0, e)) + text.substring(e);
        }
        String text = rounded.setScale(Math.max(0, precision - 1 - exponent), RoundingMode.HALF_EVEN)
                .toPlainString();
        return keepZeros ? text : trimmed(text);
    }

    private static String trimmed(String number) {
        return number.indexOf('.') < 0 ? number : number.replaceFirst("\\.?0+$", "");
    }
}
