package postroom.labs.debian.coreutils;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Numbers with the suffixes of coreutils ({@code 10K}, {@code 1MB}), read and, for {@code -h}, written. */
final class Sizes {
    private static final String UNITS = "KMGTPE";

    private Sizes() {}

    /** A count without a sign; empty if it is none. */
    static OptionalLong parse(String text) {
        int i = 0;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        OptionalLong factor = factor(text.substring(i));
        if (i == 0 || factor.isEmpty()) {
            return OptionalLong.empty();
        }
        BigDecimal value = new BigDecimal(text.substring(0, i)).multiply(BigDecimal.valueOf(factor.getAsLong()));
        return OptionalLong.of(value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    private static OptionalLong factor(String suffix) {
        if (suffix.isEmpty()) {
            return OptionalLong.of(1);
        }
        if (suffix.equals("b")) {
            return OptionalLong.of(512);
        }
        int unit = UNITS.indexOf(Character.toUpperCase(suffix.charAt(0)));
        String rest = suffix.substring(1);
        if (unit < 0 || !rest.isEmpty() && !rest.equals("B") && !rest.equals("iB")) {
            return OptionalLong.empty();
        }
        long base = rest.equals("B") ? 1000 : 1024;
        long factor = 1;
        for (int i = 0; i <= unit; i++) {
            factor *= base;
        }
        return OptionalLong.of(factor);
    }

    /** For people, as {@code ls -h} and {@code du -h} write it: {@code 1.2K}, rounded up. */
    static String human(long bytes, int base) {
        if (bytes < base) {
            return Long.toString(bytes);
        }
        BigDecimal value = BigDecimal.valueOf(bytes);
        int unit = -1;
        while (value.compareTo(BigDecimal.valueOf(base)) >= 0 && unit < UNITS.length() - 1) {
            value = value.divide(BigDecimal.valueOf(base), 10, RoundingMode.CEILING);
            unit++;
        }
        BigDecimal tenths = value.setScale(1, RoundingMode.CEILING);
        boolean small = tenths.compareTo(BigDecimal.TEN) < 0;
        BigDecimal shown = small ? tenths : value.setScale(0, RoundingMode.CEILING);
        if (shown.compareTo(BigDecimal.valueOf(base)) >= 0 && unit < UNITS.length() - 1) {
            shown = new BigDecimal("1.0");
            unit++;
        }
        char letter = base == 1000 && unit == 0 ? 'k' : UNITS.charAt(unit);
        return shown.toPlainString() + letter;
    }
}
