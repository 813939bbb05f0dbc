package postroom.labs.debian.coreutils;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/** Numbers with units as {@code numfmt(1)} reads and writes them. */
final class HumanNumber {
    private static final String UNITS = "KMGTPEZY";
    private static final MathContext EXACT = new MathContext(40);

    private final String from;
    private final String to;
    private final long fromUnit;
    private final long toUnit;
    private final RoundingMode rounding;
    private final String suffix;
    private String prefix = "";
    private String trailer = "";
    private int precision = -1;
    private int padding;
    private boolean zeros;

    /** The text is no number, or none that may stand there. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    private HumanNumber(Call call) {
        this.from = ArgMatch.choose("--from", call.value("from", "none"), "none", "auto", "si", "iec", "iec-i");
        this.to = ArgMatch.choose("--to", call.value("to", "none"), "none", "si", "iec", "iec-i");
        this.fromUnit = unit(call.value("from-unit", "1"));
        this.toUnit = unit(call.value("to-unit", "1"));
        this.suffix = call.value("suffix", "");
        String round = ArgMatch.choose(
                "--round", call.value("round", "from-zero"), "up", "down", "from-zero", "towards-zero", "nearest");
        this.rounding = switch (round) {
            case "up" -> RoundingMode.CEILING;
            case "down" -> RoundingMode.FLOOR;
            case "towards-zero" -> RoundingMode.DOWN;
            case "nearest" -> RoundingMode.HALF_UP;
            default -> RoundingMode.UP;
        };
        String width = call.value("padding", "0");
        if (!width.matches("-?[0-9]{1,6}") || call.has("padding") && width.matches("-?0+")) {
            throw Failure.of(1, "invalid padding value " + Quoting.locale(width));
        }
        this.padding = Integer.parseInt(width);
        if (call.has("format")) {
            format(call.value("format", ""));
        }
    }

    static HumanNumber of(Call call) {
        return new HumanNumber(call);
    }

    private static long unit(String text) {
        long value = Sizes.parse(text).orElse(0);
        if (value == 0) {
            throw Failure.of(1, "invalid unit size: " + Quoting.locale(text));
        }
        return value;
    }

    private void format(String text) {
        Matcher m = Pattern.compile("((?:[^%]|%%)*)%([0' -]*)([0-9]*)(?:\\.([0-9]*))?f(.*)")
                .matcher(text);
        if (!m.matches()) {
            boolean percent = text.replace("%%", "").indexOf('%') >= 0;
            throw Failure.of(
                    1,
                    "format " + Quoting.locale(text)
                            + (percent
                                    ? " invalid format, directive must be %[0]['][-][N][.][N]f"
                                    : " has no % directive"));
        }
        prefix = m.group(1).replace("%%", "%");
        trailer = m.group(5).replace("%%", "%");
        zeros = m.group(2).contains("0");
        if (!m.group(3).isEmpty()) {
            padding = Integer.parseInt(m.group(3)) * (m.group(2).contains("-") ? -1 : 1);
        }
        if (m.group(4) != null) {
            precision = m.group(4).isEmpty() ? 0 : Integer.parseInt(m.group(4));
        }
    }

    int padding() {
        return zeros ? 0 : padding;
    }

    static String padded(String text, int width) {
        int missing = Math.abs(width) - text.length();
        String blanks = " ".repeat(Math.max(0, missing));
        return width < 0 ? text + blanks : blanks + text;
    }

    String convert(String given) throws Wrong {
        String text = !suffix.isEmpty() && given.endsWith(suffix)
                ? given.substring(0, given.length() - suffix.length())
                : given;
        Matcher m = Pattern.compile("(-?[0-9]{1,33}(?:\\.([0-9]{1,30}))?)(.*)").matcher(text);
        if (!m.matches()) {
            throw new Wrong("invalid number: " + Quoting.locale(given));
        }
        int decimals = m.group(2) == null ? 0 : m.group(2).length();
        BigDecimal value = new BigDecimal(m.group(1)).multiply(factor(m.group(3), given));
        value = value.multiply(BigDecimal.valueOf(fromUnit)).divide(BigDecimal.valueOf(toUnit), EXACT);
        String shown = to.equals("none") ? plain(value, precision >= 0 ? precision : decimals) : scaled(value);
        if (zeros && shown.length() < Math.abs(padding)) {
            shown = "0".repeat(Math.abs(padding) - shown.length()) + shown;
        }
        return prefix + shown + suffix + trailer;
    }

    private BigDecimal factor(String letters, String given) throws Wrong {
        if (letters.isEmpty()) {
            return BigDecimal.ONE;
        }
        int unit = UNITS.indexOf(letters.charAt(0));
        if (unit < 0) {
            throw new Wrong("invalid suffix in input: " + Quoting.locale(given));
        }
        if (from.equals("none")) {
            throw new Wrong("rejecting suffix in input: " + Quoting.locale(given) + " (consider using --from)");
        }
        boolean binary =
                letters.length() > 1 && letters.charAt(1) == 'i' && (from.equals("auto") || from.equals("iec-i"));
        if (from.equals("iec-i") && !binary) {
            throw new Wrong("missing 'i' suffix in input: " + Quoting.locale(given) + " (e.g Ki/Mi/Gi)");
        }
        if (letters.length() > (binary ? 2 : 1)) {
            throw new Wrong("invalid suffix in input " + Quoting.locale(given) + ": "
                    + Quoting.locale(letters.substring(binary ? 2 : 1)));
        }
        long base = from.equals("si") || from.equals("auto") && !binary ? 1000 : 1024;
        return BigDecimal.valueOf(base).pow(unit + 1);
    }

    private String plain(BigDecimal value, int decimals) {
        return value.setScale(decimals, rounding).toPlainString();
    }

    private String scaled(BigDecimal given) {
        BigDecimal base = BigDecimal.valueOf(to.equals("si") ? 1000 : 1024);
        BigDecimal value = given;
        int power = 0;
        while (value.abs().compareTo(base) >= 0 && power < UNITS.length()) {
            value = value.divide(base, EXACT);
            power++;
        }
        boolean small = value.abs().compareTo(BigDecimal.TEN) < 0;
        int adjust = precision >= 0 ? Math.min(power * 3, precision) : small ? 1 : 0;
        value = value.setScale(adjust, rounding);
        if (value.abs().compareTo(base) >= 0) {
            value = value.divide(base, EXACT);
            power++;
        }
        boolean point = value.signum() != 0 && value.abs().compareTo(BigDecimal.TEN) < 0 && power > 0;
        int decimals = precision >= 0 ? precision : point ? 1 : 0;
        String unit = power == 0 ? "" : UNITS.charAt(power - 1) + (to.equals("iec-i") ? "i" : "");
        return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString() + unit;
    }
}
