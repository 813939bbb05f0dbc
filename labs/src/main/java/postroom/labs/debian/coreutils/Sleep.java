package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;

/** {@code sleep(1)}: waits, by the lab's clock. */
final class Sleep extends GnuProgram {
    Sleep() {
        super("+");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        Duration total = Duration.ZERO;
        for (String each : call.operands()) {
            total = total.plus(
                    parse(each).orElseThrow(() -> Failure.usage("invalid time interval " + Quoting.locale(each))));
        }
        call.process().sleep(total);
        return 0;
    }

    /** Seconds with an optional fraction and a unit of s, m, h, d; 100 years at most. */
    static Optional<Duration> parse(String text) {
        if (text.equals("infinity") || text.equals("inf")) {
            return Optional.of(Duration.ofDays(36500));
        }
        if (!text.matches("[0-9]{0,18}(\\.[0-9]*)?[smhd]?") || !text.matches(".*[0-9].*")) {
            return Optional.empty();
        }
        char last = text.charAt(text.length() - 1);
        int factor = last == 'm' ? 60 : last == 'h' ? 3600 : last == 'd' ? 86400 : 1;
        double seconds =
                Double.parseDouble(Character.isLetter(last) ? text.substring(0, text.length() - 1) : text) * factor;
        return Optional.of(Duration.ofMillis((long) Math.min(seconds * 1000, 3.15e12)));
    }
}
