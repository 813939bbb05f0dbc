package postroom.server.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides passwords in command lines, so that a wire log can be shown to a class. */
public final class Secrets {

    /** What stands where a secret was. */
    public static final String MASK = "********";

    private static final Pattern SMTP = Pattern.compile("(?i)(\\s*auth\\s+\\S+\\s+).+");
    private static final Pattern POP3 = Pattern.compile("(?i)(\\s*(?:pass\\s+|apop\\s+\\S+\\s+|auth\\s+\\S+\\s+)).+");
    private static final Pattern IMAP = Pattern.compile(
            "(?i)(\\S+\\s+(?:login\\s+(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)\\s+|authenticate\\s+\\S+\\s+)).+");

    private Secrets() {}

    public static String smtp(String line) {
        return mask(SMTP, line);
    }

    public static String pop3(String line) {
        return mask(POP3, line);
    }

    public static String imap(String line) {
        return mask(IMAP, line);
    }

    private static String mask(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.lookingAt() ? matcher.group(1) + MASK : line;
    }
}
