package postroom.labs.shell.builtin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** {@code %e %f %g} of printf(3). */
final class FloatFormat {
    private FloatFormat() {}

    static String format(BigDecimal value, char kind, String flags, int precision) {
        int digits = precision < 0 ? 6 : Math.min(precision, 500);
        char lower = Character.toLowerCase(kind);
        boolean negative = value.signum() < 0;
        BigDecimal magnitude = value.abs();
        String text = switch (lower) {
            case 'e' -> scientific(magnitude, digits);
            case 'g' -> general(magnitude, digits == 0 ? 1 : digits, flags.contains("#"));
            case 'a' -> Double.toHexString(magnitude.doubleValue());
            default -> magnitude.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        };
        String sign = negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        String all = sign + text;
        return Character.isUpperCase(kind) ? all.toUpperCase(Locale.ROOT) : all;
    }

    private static String scientific(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(digits).toPlainString() + "e+00";
        }
        int exponent = value.precision() - value.scale() - 1;
        BigDecimal mantissa = value.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN);
        if (mantissa.compareTo(BigDecimal.TEN) >= 0) {
            exponent++;
            mantissa = value.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN);
        }
        return mantissa.toPlainString() + (exponent < 0 ? "e-" : "e+") + String.format("%02d", Math.abs(exponent));
    }

    private static String general(BigDecimal value, int digits, boolean keepsZeros) {
        String shown = scientific(value, digits - 1);
        int exponent = Integer.parseInt(shown.substring(shown.indexOf('e') + 1));
        if (exponent < -4 || exponent >= digits) {
            String mantissa = shown.substring(0, shown.indexOf('e'));
            return (keepsZeros ? mantissa : stripped(mantissa)) + shown.substring(shown.indexOf('e'));
        }
        String plain =
                value.setScale(digits - 1 - exponent, RoundingMode.HALF_EVEN).toPlainString();
        return keepsZeros ? plain : stripped(plain);
    }

    private static String stripped(String text) {
        return text.contains(".") ? text.replaceFirst("\\.?0*$", "") : text;
    }
}
