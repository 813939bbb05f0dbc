package postroom.labs.debian.gzip;

import java.util.Locale;

/** How much was saved, as gzip shows it: {@code  98.9%}. */
final class Ratio {
    private Ratio() {}

    static String of(long plain, long packed) {
        double saved = plain == 0 ? 0 : 100.0 * (plain - packed) / plain;
        return String.format(Locale.ROOT, "%5.1f%%", saved);
    }
}
