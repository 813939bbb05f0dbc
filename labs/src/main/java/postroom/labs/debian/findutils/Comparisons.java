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
        char last = given.isEmpty() ? 'b' : given.charAt(given.length() - 1);
        int at = "bcwkMG".indexOf(last);
        long unit = at < 0 ? 512 : new long[] {512, 1, 2, 1024, 1 << 20, 1 << 30}[at];
        return compare(
                at < 0 ? given : given.substring(0, given.length() - 1),
                "-size",
                file -> (file.stat().size() + unit - 1) / unit);
    }

    /** By whole units of seconds before {@code now}. */
    static Condition age(String given, String option, long unit, Instant now, Function<FoundFile, Instant> time) {
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
