package postroom.labs.debian.apt;

import java.util.Locale;

/** Numbers of bytes as apt writes them: {@code 1776 kB}, {@code 41.9 kB}. */
final class Sizes {
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private Sizes() {}

    static String of(double bytes) {
        double size = bytes;
        for (int i = 0; i < UNITS.length; i++) {
            if (size < 100 && i != 0) {
                return String.format(Locale.ROOT, "%.1f %s", size, UNITS[i]);
            }
            if (size < 10_000) {
                return String.format(Locale.ROOT, "%.0f %s", size, UNITS[i]);
            }
            size /= 1000;
        }
        return String.format(Locale.ROOT, "%.0f %s", size, "P");
    }
}
