package postroom.labs.debian.dnsmasqbase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Quotes, escapes and remarks of configuration lines. What was quoted no longer separates: it stands as private characters. */
final class Quoting {
    private static final String SEPARATORS = ",./#:\\ \t";
    private static final char HIDDEN = '\uE000';

    private Quoting() {}

    /** A line without its remark, with what was quoted hidden; empty if a quotation does not end. */
    static Optional<String> clean(String line) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        boolean white = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (quoted && c == '\\' && i + 1 < line.length() && "\"tnebr\\".indexOf(line.charAt(i + 1)) >= 0) {
                char next = line.charAt(++i);
                int known = "tnebr".indexOf(next);
                out.append(known < 0 ? hide(next) : "\t\n\033\b\r".charAt(known));
            } else if (quoted) {
                out.append(hide(c));
            } else if (c == '#' && white) {
                break;
            } else {
                out.append(c);
            }
            white = !quoted && Character.isWhitespace(c);
        }
        return quoted ? Optional.empty() : Optional.of(out.toString().strip());
    }

    private static char hide(char c) {
        int at = SEPARATORS.indexOf(c);
        return at < 0 ? c : (char) (HIDDEN + at);
    }

    /** The text with what was quoted as it was. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append(c >= HIDDEN && c < HIDDEN + SEPARATORS.length() ? SEPARATORS.charAt(c - HIDDEN) : c);
        }
        return out.toString();
    }

    /** The parts between commas, without the blanks around them. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            parts.add(plain(each.strip()));
        }
        return parts;
    }
}
