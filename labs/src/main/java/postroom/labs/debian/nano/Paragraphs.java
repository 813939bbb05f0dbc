package postroom.labs.debian.nano;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postroom.labs.debian.editing.Characters;

/** Finds paragraphs and justifies them: lines of at most the fill width, broken at blanks. */
final class Paragraphs {
    private static final Pattern QUOTE = Pattern.compile("^([ \t]*([!#%:;>|}]|//))+");
    private static final int DEEPEST = 222;

    private final Breadth breadth;

    Paragraphs(Breadth breadth) {
        this.breadth = breadth;
    }

    private static String quote(String line) {
        java.util.regex.Matcher matcher = QUOTE.matcher(line.length() > 500 ? line.substring(0, 500) : line);
        return matcher.find() ? matcher.group() : "";
    }

    /** Quote and blanks at the beginning of a line. */
    private static String lead(String line) {
        String quote = quote(line);
        int indent = Characters.indent(line.substring(quote.length()));
        return line.substring(0, quote.length() + indent);
    }

    private static boolean hasText(String line) {
        return lead(line).length() < line.length();
    }

    private boolean begins(TextBuffer text, int row, int depth) {
        if (row == 0) {
            return true;
        }
        String line = text.line(row);
        String before = text.line(row - 1);
        if (depth > DEEPEST || !hasText(line)) {
            return false;
        }
        if (!quote(line).equals(quote(before)) || !hasText(before)) {
            return true;
        }
        if (breadth.of(lead(line)) == breadth.of(lead(before))) {
            return false;
        }
        return !begins(text, row - 1, depth + 1);
    }

    /** The first line of the paragraph that holds {@code row} or is the next behind it; -1 if there is none. */
    int start(TextBuffer text, int row) {
        int at = row;
        while (at < text.size() && !hasText(text.line(at))) {
            at++;
        }
        if (at == text.size()) {
            return -1;
        }
        while (at > 0 && !begins(text, at, 0)) {
            at--;
        }
        return at;
    }

    /** The line behind the paragraph that begins at {@code start}. */
    int end(TextBuffer text, int start) {
        int at = start + 1;
        while (at < text.size() && hasText(text.line(at)) && !begins(text, at, 0)) {
            at++;
        }
        return at;
    }

    /** The paragraph's lines, filled anew. */
    List<String> justified(TextBuffer text, int start, int end, int width) {
        String first = lead(text.line(start));
        String other = end - start > 1 ? lead(text.line(start + 1)) : first.isBlank() ? "" : first;
        if (end - start == 1 && first.isBlank()) {
            other = first;
        }
        List<String> words = new ArrayList<>();
        for (int row = start; row < end; row++) {
            String line = text.line(row);
            for (String word : line.substring(lead(line).length()).split("[ \t]+")) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : words) {
            if (!empty && breadth.of(line + " " + word) > width) {
                lines.add(line + " ");
                line = new StringBuilder(other);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
