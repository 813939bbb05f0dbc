package postroom.web.storage;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postroom.web.text.Language;

/**
 * A class of students (the word is taken in Java).
 *
 * @param code what students join with: {@value #CODE_LENGTH} letters and digits that cannot be taken for one another
 * @param language that its pages begin in
 * @param seats how many students at most
 * @param chapters the ids of those that are studied
 */
public record Cohort(long id, String code, String name, Language language, int seats, Set<String> chapters) {
    public static final int MOST_SEATS = 1_200;
    public static final int USUAL_SEATS = 40;
    private static final int CODE_LENGTH = 6;
    private static final String CODE_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ346789";
    private static final Pattern CODE = Pattern.compile("[" + CODE_LETTERS + "]{" + CODE_LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public Cohort {
        chapters = Set.copyOf(chapters);
    }

    static String drawCode() {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(CODE_LETTERS.charAt(RANDOM.nextInt(CODE_LETTERS.length())));
        }
        return code.toString();
    }

    /** The code as it is kept, from what somebody typed; empty if that can be none. */
    public static Optional<String> readCode(String typed) {
        if (typed == null || typed.length() > 4 * CODE_LENGTH) {
            return Optional.empty();
        }
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /** The code as people read it aloud: in two groups. */
    public String spelled() {
        return code.substring(0, CODE_LENGTH / 2) + "-" + code.substring(CODE_LENGTH / 2);
    }
}
