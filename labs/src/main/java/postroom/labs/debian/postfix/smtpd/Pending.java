package postroom.labs.debian.postfix.smtpd;

import java.time.Duration;

/** A restriction that cannot be decided yet: the whole request is decided again after a while. */
final class Pending extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    Pending(Duration wait) {
        super("to be decided later", null, false, false);
        this.wait = wait;
    }

    Duration delay() {
        return wait;
    }
}
