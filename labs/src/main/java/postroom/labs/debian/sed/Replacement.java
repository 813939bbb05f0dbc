package postroom.labs.debian.sed;

import java.util.Locale;
import java.util.regex.Matcher;

/** The right side of {@code s}: the match, its groups, and the changes of case that GNU adds (upper, lower, of one letter or all). */
final class Replacement {
    private Replacement() {}

    static void append(StringBuilder out, String replacement, Matcher m, String space) {
        char mode = 'E';
        char once = 0;
        int i = 0;
        while (i < replacement.length()) {
            char c = replacement.charAt(i++);
            String piece;
            if (c == '&') {
                piece = space.substring(m.start(), m.end());
            } else if (c == '\\' && i < replacement.length()) {
                char e = replacement.charAt(i++);
                if ("ULE".indexOf(e) >= 0) {
                    mode = e;
                    continue;
                }
                if (e == 'u' || e == 'l') {
                    once = e;
                    continue;
                }
                if (e >= '0' && e <= '9') {
                    int group = e - '0';
                    piece = m.start(group) < 0 ? "" : space.substring(m.start(group), m.end(group));
                } else {
                    int known = "nrtfav".indexOf(e);
                    piece = known >= 0 ? String.valueOf("\n\r\t\f\u0007\u000b".charAt(known)) : String.valueOf(e);
                }
            } else {
                piece = String.valueOf(c);
            }
            piece = mode == 'U' ? piece.toUpperCase(Locale.ROOT) : mode == 'L' ? piece.toLowerCase(Locale.ROOT) : piece;
            if (once != 0 && !piece.isEmpty()) {
                String first = piece.substring(0, 1);
                piece = (once == 'u' ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT))
                        + piece.substring(1);
                once = 0;
            }
            out.append(piece);
        }
    }
}
