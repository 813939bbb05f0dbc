package postroom.labs.debian.tar;

import java.util.List;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.Matches;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** {@code --transform}: a sed substitution on the names of members. */
record NameChange(Pattern pattern, String replacement, boolean all) {
    static NameChange parse(String expression) {
        if (expression.length() < 4 || expression.charAt(0) != 's') {
            throw Failure.of(2, "Invalid transform expression");
        }
        String delimiter = Pattern.quote(expression.substring(1, 2));
        List<String> parts = List.of(expression.substring(2).split("(?<!\\\\)" + delimiter, -1));
        if (parts.size() != 3) {
            throw Failure.of(2, "Invalid transform expression");
        }
        String flags = parts.get(2);
        try {
            return new NameChange(
                    PosixRegex.compile(
                            parts.get(0),
                            flags.contains("x") ? PosixRegex.Syntax.EXTENDED : PosixRegex.Syntax.BASIC,
                            flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0),
                    parts.get(1),
                    flags.contains("g"));
        } catch (RegexException e) {
            throw Failure.of(2, "Invalid transform expression: " + e.getMessage());
        }
    }

    String apply(String name, Runnable step) {
        Matches matches = new Matches(pattern, name, step);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matches.next()) {
            out.append(name, from, matches.match().start());
            for (int i = 0; i < replacement.length(); i++) {
                char c = replacement.charAt(i);
                boolean escape = c == '\\' && i + 1 < replacement.length();
                char next = escape ? replacement.charAt(++i) : c;
                if (escape && Character.isDigit(next)) {
                    int group = next - '0';
                    String text = group <= matches.match().groupCount()
                            ? matches.match().group(group)
                            : "";
                    out.append(text == null ? "" : text);
                } else {
                    out.append(!escape && c == '&' ? matches.match().group() : String.valueOf(next));
                }
            }
            from = matches.match().end();
            if (!all) {
                break;
            }
        }
        return out.append(name.substring(from)).toString();
    }
}
