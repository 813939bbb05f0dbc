package postroom.labs.lab.internet;

import java.time.Instant;
import java.util.Locale;
import postroom.labs.host.LabClock;

/** Queue ids that look like Postfix's short ones: microseconds, and something that tells seconds apart. Never the same twice. */
final class QueueIds {
    private static final long MICROS = 1_000_000;

    private final LabClock clock;
    private long last;

    QueueIds(LabClock clock) {
        this.clock = clock;
    }

    synchronized String next() {
        Instant now = clock.instant();
        last = Math.max(last + 1, now.getEpochSecond() * MICROS + now.getNano() / 1000);
        return String.format(Locale.ROOT, "%05X%06X", last % MICROS, last / MICROS & 0xffffff);
    }
}
