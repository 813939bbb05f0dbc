package postroom.labs.debian.findutils;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;

/** Tests that compare a number of a file with {@code n}, {@code +n} or {@code -n}; and its mode's bits. */
final class Comparisons {
    private Comparisons() {}

    @FunctionalInterface
    interface Number {
        long of(FoundFile file);
    }

    static Condition compare(String given, String option, Number number) {
        String digits = given.replaceFirst("^[-+]", "");
        if (!digits.matches("[0-9]{1,18}")) {
            throw Failure.of(1, "invalid argument `" + given + "' to `" + option + "'");
        }
        long wanted = Long.parseLong(digits);
        return switch (given.charAt(0)) {
            case '+' -> file -> number.of(file) > wanted;
            case '-' -> file -> number.of(file) < wanted;
            default -> file -> number.of(file) == wanted;
        };
    }

    static Condition size(String given) {
        char last = given.isEmpty() ? ' ' : given.charAt(given.length() - 1);
        int at = "bcwkMG".indexOf(last);
        if (at < 0 && !Character.isDigit(last)) {
            throw Failure.of(
                    1, given.isEmpty() ? "invalid null argument to -size" : "invalid -size type `" + last + "'");
        }
        String number = at < 0 ? given : given.substring(0, given.length() - 1);
        if (!number.matches("[-+]?[0-9]{1,18}")) {
            throw Failure.of(1, "Invalid argument `" + given + "' to -size");
        }
        long unit = at < 0 ? 512 : new long[] {512, 1, 2, 1024, 1 << 20, 1 << 30}[at];
        return compare(number, "-size", file -> (file.stat().size() + unit - 1) / unit);
    }

    /** By whole units of seconds before {@code now}. */
    static Condition age(String given, String option, long unit, Instant now, Function<FoundFile, Instant> time) {
        String digits = given.replaceFirst("^[-+]", "");
        if (digits.matches("[0-9]{0,12}\\.[0-9]{1,9}")) {
            double wanted = Double.parseDouble(digits);
            char how = given.charAt(0);
            return file -> {
                double passed = Duration.between(time.apply(file), now).toMillis() / 1000.0 / unit;
                return how == '-'
                        ? passed < wanted
                        : how == '+' ? passed - 1 > wanted : passed > wanted && passed <= wanted + 1;
            };
        }
        return compare(
                given,
                option,
                file -> Math.floorDiv(Duration.between(time.apply(file), now).getSeconds(), unit));
    }

    static Condition permissions(String given) {
        char how = given.isEmpty() ? 0 : given.charAt(0);
        String digits = how == '-' || how == '/' ? given.substring(1) : given;
        int bits = FoundFormat.mode(digits).orElseThrow(() -> Failure.of(1, "invalid mode " + Quoting.locale(given)));
        return switch (how) {
            case '-' -> file -> (file.stat().mode() & bits) == bits;
            case '/' -> file -> bits == 0 || (file.stat().mode() & bits) != 0;
            default -> file -> file.stat().mode() == bits;
        };
    }
}
