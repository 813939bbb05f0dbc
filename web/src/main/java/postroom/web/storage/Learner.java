package postroom.web.storage;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Somebody who learns here. The id is known to their browser only and opens their lab, so it is drawn from 128 random bits.
 *
 * @param seed what the lab draws this learner's own values from
 */
public record Learner(String id, long seed) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    static Learner draw() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new Learner(Base64.getUrlEncoder().withoutPadding().encodeToString(bits), RANDOM.nextLong());
    }

    static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }
}
