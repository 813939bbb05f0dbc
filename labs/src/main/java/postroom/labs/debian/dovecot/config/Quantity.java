package postroom.labs.debian.dovecot.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as settings have them: a number and a unit, shown in the largest unit that fits. */
final class Quantity {
    private record Unit(String shown, long factor) {}

    private static final Pattern FORM = Pattern.compile("([0-9]{1,20})\\s*(.*)");
    private static final List<Unit> TIMES = List.of(
            new Unit("weeks", 7L * 24 * 3600 * 1000),
            new Unit("days", 24L * 3600 * 1000),
            new Unit("hours", 3600L * 1000),
            new Unit("mins", 60L * 1000),
            new Unit("secs", 1000),
            new Unit("msecs", 1));
    private static final List<Unit> SIZES = List.of(
            new Unit("T", 1L << 40),
            new Unit("G", 1L << 30),
            new Unit("M", 1L << 20),
            new Unit("k", 1L << 10),
            new Unit("B", 1));

    private Quantity() {}

    /** A time in its canonical form, {@code 2 mins}. */
    static String time(String value, boolean milliseconds) throws SettingType.BadValue {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new SettingType.BadValue("Invalid time interval: " + value);
        }
        BigInteger number = new BigInteger(matcher.group(1));
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        if (unit.isEmpty() && number.signum() != 0) {
            throw new SettingType.BadValue("Time interval '" + value + "' is missing units (add e.g. 's' for seconds)");
        }
        long factor = 0;
        for (Unit each : TIMES) {
            if (!unit.isEmpty() && (each.shown.startsWith(unit) || unit.equals(shorter(each.shown)))) {
                factor = each.factor;
            }
        }
        if (unit.equals("m") || unit.startsWith("mi")) {
            factor = 60_000;
        }
        if (factor == 0 && number.signum() != 0) {
            throw new SettingType.BadValue("Invalid time interval: " + value);
        }
        if (factor == 1 && !milliseconds) {
            throw new SettingType.BadValue("Milliseconds not supported for this setting: " + value);
        }
        return shown(number.multiply(BigInteger.valueOf(factor)), TIMES);
    }

    private static String shorter(String unit) {
        return unit.equals("msecs") ? "ms" : unit.substring(0, 1);
    }

    /** A size in its canonical form, {@code 10 M}. */
    static String size(String value) throws SettingType.BadValue {
        Matcher matcher = FORM.matcher(value);
        String unit = matcher.matches() ? matcher.group(2).toUpperCase(Locale.ROOT) : "?";
        long factor = switch (unit) {
            case "", "B" -> 1;
            case "K", "KB", "KI" -> 1L << 10;
            case "M", "MB", "MI" -> 1L << 20;
            case "G", "GB", "GI" -> 1L << 30;
            case "T", "TB", "TI" -> 1L << 40;
            default -> throw new SettingType.BadValue("Invalid size: " + value);
        };
        return shown(new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(factor)), SIZES);
    }

    private static String shown(BigInteger amount, List<Unit> units) {
        if (amount.signum() == 0) {
            return "0";
        }
        for (Unit each : units) {
            BigInteger[] parts = amount.divideAndRemainder(BigInteger.valueOf(each.factor));
            if (parts[1].signum() == 0 && parts[0].signum() > 0 && !isInfinite(amount, each)) {
                return parts[0] + " " + each.shown;
            }
        }
        throw new IllegalStateException("no unit for " + amount);
    }

    /** 4294967295 seconds stand for ever and are shown as they are; so does the largest size. */
    private static boolean isInfinite(BigInteger amount, Unit unit) {
        return amount.equals(BigInteger.valueOf(4294967295L * 1000)) && unit.factor > 1000;
    }
}
