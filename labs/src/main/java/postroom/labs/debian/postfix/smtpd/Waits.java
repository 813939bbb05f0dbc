package postroom.labs.debian.postfix.smtpd;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What has been waited for while one request is decided, so that it is not waited for again. */
final class Waits {
    private final Map<String, Integer> polls = new HashMap<>();
    private int sleepsOver;
    private int sleepsSeen;

    /** The request is decided from the beginning. */
    void again() {
        sleepsSeen = 0;
    }

    /** @throws Pending the first time that this sleep is met */
    void sleep(Duration time) {
        if (sleepsSeen++ == sleepsOver) {
            sleepsOver++;
            throw new Pending(time);
        }
    }

    /** @throws Pending unless the address was asked about {@code most} times */
    void poll(String address, long most, Duration between) {
        if (polls.merge(address, 1, Integer::sum) < most) {
            throw new Pending(between);
        }
    }
}
