package postroom.server.message;

import java.util.Locale;
import java.util.regex.Pattern;

/** A subject without what replies and forwards add (RFC 5256 §2.1), for sorting and threading. */
public final class BaseSubject {
    private static final Pattern BLOB = Pattern.compile("^\\[[^\\[\\]]*\\]\\s*");
    private static final Pattern LEADER =
            Pattern.compile("^(?:\\[[^\\[\\]]*\\]\\s*)*(?:RE|FWD?)\\s*(?:\\[[^\\[\\]]*\\]\\s*)?:");
    private static final Pattern TRAILER = Pattern.compile("(?:\\(FWD\\)|\\s)$");

    /** @param base in capitals, as subjects are compared */
    public record Result(String base, boolean reply) {}

    private BaseSubject() {}

    /** Takes a decoded subject. */
    public static Result of(String subject) {
        String text = subject.replaceAll("\\s+", " ").strip().toUpperCase(Locale.ROOT);
        text = text.length() > 1000 ? text.substring(0, 1000) : text;
        boolean reply = false;
        while (true) {
            String before = text;
            while (TRAILER.matcher(text).find()) {
                reply |= text.endsWith("(FWD)");
                text = TRAILER.matcher(text).replaceFirst("");
            }
            text = text.strip();
            if (LEADER.matcher(text).find()) {
                text = LEADER.matcher(text).replaceFirst("").strip();
                reply = true;
            } else {
                String without = BLOB.matcher(text).replaceFirst("");
                text = without.isEmpty() ? text : without;
            }
            if (text.startsWith("[FWD:") && text.endsWith("]")) {
                text = text.substring(5, text.length() - 1).strip();
                reply = true;
            }
            if (text.equals(before)) {
                return new Result(text, reply);
            }
        }
    }
}
