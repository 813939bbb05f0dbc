package postroom.web.storage;

import java.security.SecureRandom;

/**
 * Somebody who learns here. The id is known to their browser only and opens their lab, so it is drawn from 128 random bits.
 *
 * @param seed what the lab draws this learner's own values from
 */
public record Learner(String id, long seed) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Learner draw() {
        return new Learner(Secret.draw(), RANDOM.nextLong());
    }

    public static boolean isId(String text) {
        return Secret.isOne(text);
    }
}
