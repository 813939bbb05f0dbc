package postroom.labs.course.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.course.Term;

/**
 * How Chinese is set here: a blank between a Han character and a Latin letter, digit or code; full-width punctuation
 * behind Han characters; no blank beside full-width punctuation (W3C, Requirements for Chinese Text Layout §3.2).
 */
final class ChineseType {
    private static final String HAN = "\\p{IsHan}";
    private static final String WIDE = "[，。；：！？、（）“”]";

    private record Rule(Pattern pattern, String message) {
        Rule(String regex, String message) {
            this(Pattern.compile(regex), message);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(HAN + "[A-Za-z0-9`$]|[A-Za-z0-9`}]" + HAN, "no blank between Han and Latin"),
            new Rule(HAN + "[,;:!?]|" + HAN + "\\.(?!\\w)", "half-width punctuation behind Han"),
            new Rule(WIDE + " (?!\\S*$)(?=" + HAN + ")|" + HAN + " " + WIDE, "a blank beside full-width punctuation"),
            new Rule(HAN + "\\n" + HAN, "a line break within a Chinese sentence shows as a blank"));

    /** @param line from 1 */
    record Found(int line, String message) {}

    private ChineseType() {}

    static List<Found> check(String markdown) {
        // code is not set as Chinese, but its back-quotes stand where it was
        String text = Term.LINK.matcher(blank(markdown, "(?s)```.*?```")).replaceAll("$1");
        text = Pattern.compile("`[^`\\n]*`")
                .matcher(text)
                .replaceAll(code -> "`" + "x".repeat(code.group().length() - 2) + "`");
        List<Found> found = new ArrayList<>();
        for (Rule rule : RULES) {
            Matcher match = rule.pattern.matcher(text);
            while (match.find()) {
                int line = 1
                        + (int) text.substring(0, match.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                String around =
                        text.substring(Math.max(0, match.start() - 8), Math.min(text.length(), match.end() + 8));
                found.add(new Found(line, rule.message + ": " + around.replace('\n', ' ')));
            }
        }
        return found;
    }

    private static String blank(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
    }
}
