package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;

/** Takes a command line of {@code mail} apart: words between blanks, quotes of both kinds, C's escapes by backslashes. */
final class Words {
    private static final String ESCAPES = "abfnrtv";
    private static final String MEANT = "\007\b\f\n\r\t\013";

    private Words() {}

    /** A quote that is not closed. */
    static final class Unclosed extends Exception {
        private static final long serialVersionUID = 1L;

        Unclosed() {
            super("missing closing quote");
        }
    }

    /** The words of a line. */
    static List<String> split(String line) throws Unclosed {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean blank = quote == 0 && (c == ' ' || c == '\t' || c == '\n');
            if (blank) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                int known = ESCAPES.indexOf(next);
                word.append(known < 0 ? next : MEANT.charAt(known));
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new Unclosed();
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** Words as one line that {@link #split} takes apart in the same way. */
    static String join(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String each : words) {
            boolean quotes = each.isEmpty() || each.matches("(?s).*[\\s\"'\\\\].*");
            line.append(line.length() == 0 ? "" : " ");
            line.append(quotes ? "\"" + each.replaceAll("[\"\\\\]", "\\\\$0") + "\"" : each);
        }
        return line.toString();
    }
}
