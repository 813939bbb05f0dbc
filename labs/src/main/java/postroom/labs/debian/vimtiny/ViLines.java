package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Characters;

/** Joins lines and shifts them. */
final class ViLines {
    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final ViKeys keys;

    ViLines(ViText text, ViWindow window, ViOptions options, ViKeys keys) {
        this.text = text;
        this.window = window;
        this.options = options;
        this.keys = keys;
    }

    /** Moves lines by the shift width to one side. */
    void shift(int from, int to, boolean right) {
        List<String> now = new ArrayList<>();
        for (int row = from; row <= Math.min(to, text.size() - 1); row++) {
            String line = text.line(row);
            int blanks = Characters.indent(line);
            int column = options.cells().at(line, blanks);
            int wide = Math.max(0, column + (right ? options.shift : -options.shift));
            now.add(line.isEmpty() ? line : options.indent(wide) + line.substring(blanks));
        }
        text.replaceLines(from, from + now.size(), now);
        text.goToText(from);
        if (ViWindow.isMany(now.size())) {
            window.say(now.size() + " lines " + (right ? ">" : "<") + "ed 1 time");
        }
    }

    /** Makes one line of {@code count}; with {@code blanks} the indents go and a blank comes between. */
    void join(int row, int count, boolean blanks) throws IOException {
        int last = Math.min(text.size() - 1, row + count - 1);
        if (last == row) {
            keys.refuse();
            return;
        }
        StringBuilder out = new StringBuilder(text.line(row));
        int at = out.length();
        for (int each = row + 1; each <= last; each++) {
            String next = blanks ? text.line(each).stripLeading() : text.line(each);
            at = out.length();
            boolean glue = blanks
                    && out.length() > 0
                    && !next.isEmpty()
                    && !next.startsWith(")")
                    && !Character.isWhitespace(out.charAt(out.length() - 1));
            out.append(glue ? " " : "").append(next);
        }
        int before = text.size();
        text.replaceLines(row, last + 1, List.of(out.toString()));
        text.go(row, at);
        window.sayGrowth(text.size() - before);
    }
}
