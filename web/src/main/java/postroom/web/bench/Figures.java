package postroom.web.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Durations in nanoseconds, gathered from any thread. */
final class Figures {
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    void add(long duration) {
        nanos.add(duration);
    }

    int count() {
        return nanos.size();
    }

    /** The duration that {@code percent} of all do not exceed, in milliseconds; 0 if there are none. */
    double millis(double percent) {
        List<Long> sorted = new ArrayList<>(List.copyOf(nanos));
        if (sorted.isEmpty()) {
            return 0;
        }
        Collections.sort(sorted);
        int at = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
        return sorted.get(Math.max(0, at)) / 1e6;
    }

    String text(double percent) {
        return String.format(Locale.ROOT, "%.1f ms", millis(percent));
    }
}
