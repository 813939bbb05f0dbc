package postroom.labs.debian.postfix.delivery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Times in {@code delay=} and {@code delays=} of log lines: two digits that say something, in seconds. */
final class Delays {
    private Delays() {}

    static String text(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(Math.max(0, time.toMillis()), 3);
        int decimals = seconds.compareTo(BigDecimal.TEN) >= 0 ? 0 : seconds.compareTo(BigDecimal.ONE) >= 0 ? 1 : 2;
        BigDecimal rounded = seconds.setScale(decimals, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
