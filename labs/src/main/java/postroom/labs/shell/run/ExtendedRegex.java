package postroom.labs.shell.run;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * POSIX extended regular expressions for {@code =~}, on Java's engine. A match draws a step for every character that the
 * engine looks at, and is given up after a bounded number: hostile expressions end. Source: regex(7).
 */
final class ExtendedRegex {
    private static final int MAX_LOOKS = 20_000_000;
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alpha", "\\p{IsAlphabetic}"),
            Map.entry("digit", "0-9"),
            Map.entry("alnum", "\\p{IsAlphabetic}0-9"),
            Map.entry("upper", "\\p{IsUppercase}"),
            Map.entry("lower", "\\p{IsLowercase}"),
            Map.entry("space", "\\s\\x0B"),
            Map.entry("blank", " \\t"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("print", "\\x20-\\x7E\\x{80}-\\x{10FFFF}"),
            Map.entry("graph", "\\x21-\\x7E\\x{80}-\\x{10FFFF}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("xdigit", "0-9A-Fa-f"));

    private ExtendedRegex() {}

    /**
     * Looks for a match and its groups.
     *
     * @param groups filled with the match and the groups, an unused one as ""
     * @throws Conditions.BadExpression if it is no expression, without a message: bash says nothing then
     */
    static boolean find(String regex, String text, boolean ignoreCase, Runnable step, List<String> groups)
            throws Conditions.BadExpression {
        Pattern pattern;
        try {
            int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
            pattern = Pattern.compile(translate(regex), flags);
        } catch (PatternSyntaxException e) {
            throw new Conditions.BadExpression("");
        }
        try {
            Matcher matcher = pattern.matcher(new Watched(text, step, new int[1]));
            if (!matcher.find()) {
                return false;
            }
            for (int i = 0; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i) == null ? "" : matcher.group(i));
            }
            return true;
        } catch (StackOverflowError deep) {
            throw new Conditions.BadExpression("[[: regular expression too complex");
        }
    }

    private static String translate(String regex) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '[') {
                at = bracket(regex, at, out);
                continue;
            }
            if (c == '\\' && at + 1 < regex.length()) {
                char next = regex.charAt(at + 1);
                boolean known = "wWsSbB<>".indexOf(next) >= 0;
                out.append(
                        next == '<' || next == '>'
                                ? "\\b"
                                : known || !Character.isLetterOrDigit(next) ? "\\" + next : "" + next);
                at += 2;
                continue;
            }
            boolean literalBrace = c == '{'
                    && !regex.startsWith("{", at + 1)
                    && !regex.substring(at).matches("(?s)\\{\\d+(,\\d*)?}.*");
            if (literalBrace) {
                out.append('\\');
            }
            out.append(c);
            boolean quantifier = "*+?".indexOf(c) >= 0 || c == '}';
            at++;
            while (quantifier && at < regex.length() && "*+?".indexOf(regex.charAt(at)) >= 0) {
                at++; // a second quantifier would mean something else to Java
            }
        }
        return out.toString();
    }

    private static int bracket(String regex, int open, StringBuilder out) {
        int at = open + 1;
        out.append('[');
        if (at < regex.length() && regex.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < regex.length() && (first || regex.charAt(at) != ']')) {
            first = false;
            char c = regex.charAt(at);
            int end = c == '[' && regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
            if (end > 0) {
                out.append(CLASSES.getOrDefault(regex.substring(at + 2, end), ""));
                at = end + 2;
            } else {
                boolean special = "[]\\^&".indexOf(c) >= 0;
                out.append(special ? "\\" + c : "" + c);
                at++;
            }
        }
        out.append(']');
        return at + 1;
    }

    /** Text that counts how often it is looked at. */
    private record Watched(CharSequence text, Runnable step, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if ((++looks[0] & 0xFF) == 0) {
                step.run();
                if (looks[0] > MAX_LOOKS) {
                    throw new postroom.labs.shell.state.ShellError("[[: regular expression too complex");
                }
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
