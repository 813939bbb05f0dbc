package postroom.web.storage;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Optional;

/**
 * A student's place in a class.
 *
 * @param account who the student is in the school's own system: a mail address or an ID, for the marks; may be empty
 * @param key of the personal link
 */
public record Seat(long id, long cohort, Learner learner, String name, String account, String key, Instant joined) {
    private static final int LONGEST_NAME = 60;

    /** A name as it is kept, from what somebody typed: one line without invisible characters; empty if nothing is left. */
    public static Optional<String> readName(String typed) {
        if (typed == null || typed.length() > 4 * LONGEST_NAME) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s\\u00a0]+", " ")
                .replaceAll("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}&&[^\\u200c\\u200d]]", "")
                .strip();
        boolean visible = name.codePoints().anyMatch(Character::isLetterOrDigit);
        return visible && name.length() <= LONGEST_NAME ? Optional.of(name) : Optional.empty();
    }
}
