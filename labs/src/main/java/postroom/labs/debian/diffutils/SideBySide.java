package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Text;

/** Both files in columns ({@code diff -y}): the mark between them says which lines differ. */
final class SideBySide {
    private static final int GUTTER = 3;

    private final Call call;
    private final DiffOptions options;
    private final TextFile a;
    private final TextFile b;
    private final int second;
    private final int half;

    SideBySide(Call call, DiffOptions options, TextFile a, TextFile b) {
        this.call = call;
        this.options = options;
        this.a = a;
        this.b = b;
        int tab = options.expandTabs() ? 1 : options.tabSize();
        int width = options.width();
        int offset = (width + tab + GUTTER) / (2 * tab) * tab;
        this.half = Math.max(0, Math.min(offset - GUTTER, width - offset));
        this.second = half > 0 ? offset : width;
    }

    /** Text with blanks for its tabs. */
    static String expanded(String text, int tabSize) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\t') {
                out.append(" ".repeat(tabSize - out.length() % tabSize));
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    void print(List<Edits.Change> changes) throws IOException {
        int at = 0;
        int other = 0;
        for (Edits.Change each : changes) {
            if (options.ignores(each, a, b)) {
                continue;
            }
            common(at, each.fromA(), other, each.fromB());
            at = each.fromA();
            other = each.fromB();
            while (at < each.toA() && other < each.toB()) {
                row(at++, '|', other++);
            }
            while (other < each.toB()) {
                row(-1, '>', other++);
            }
            while (at < each.toA()) {
                row(at++, '<', -1);
            }
        }
        common(at, a.lines().size(), other, b.lines().size());
    }

    private void common(int fromA, int toA, int fromB, int toB) throws IOException {
        if (options.has("suppress")) {
            return;
        }
        int i = fromA;
        int j = fromB;
        while (i < toA && j < toB) {
            if (options.has("left")) {
                row(i, '(', -1);
            } else {
                row(i, ' ', j);
            }
            i++;
            j++;
        }
        for (; j < toB; j++) {
            row(-1, ')', j);
        }
        for (; i < toA; i++) {
            row(i, '(', -1);
        }
    }

    private void row(int left, char mark, int right) throws IOException {
        StringBuilder out = new StringBuilder();
        boolean newline = left >= 0 && !a.bare(left);
        char shown = mark;
        int column = left < 0 ? 0 : half(out, a.lines().get(left), 0);
        if (mark != ' ') {
            column = tabs(out, column, (half + second - 1) / 2) + 1;
            boolean rightEnds = right >= 0 && !b.bare(right);
            shown = mark == '|' && newline != rightEnds ? newline ? '/' : '\\' : mark;
            out.append(shown);
        }
        if (right >= 0) {
            newline |= !b.bare(right);
            if (!b.lines().get(right).isEmpty()) {
                column = tabs(out, column, second);
                half(out, b.lines().get(right), column);
            }
        }
        out.append(newline ? "\n" : "");
        String color = mark == '<' ? "de" : mark == '>' ? "ad" : "";
        call.print(color.isEmpty() ? out.toString() : options.colors().in(color, out.toString()));
    }

    /** As much of a line as has room; tabs stay tabs where they may. */
    private int half(StringBuilder out, String line, int indent) {
        int wanted = 0;
        int written = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            String text = line.substring(i, i += Character.charCount(point));
            if (point == '\t') {
                int blanks = options.tabSize() - wanted % options.tabSize();
                if (wanted == written && wanted + blanks <= half) {
                    out.append(options.expandTabs() ? " ".repeat(blanks) : "\t");
                    written += blanks;
                }
                wanted += blanks;
            } else {
                wanted += Math.max(0, Text.width(text));
                if (wanted <= half) {
                    written = wanted;
                    out.append(text);
                }
            }
        }
        return indent + written;
    }

    private int tabs(StringBuilder out, int from, int to) {
        int at = from;
        if (!options.expandTabs()) {
            int size = options.tabSize();
            for (int tab = at + size - at % size; tab <= to; tab += size) {
                out.append('\t');
                at = tab;
            }
        }
        out.append(" ".repeat(Math.max(0, to - at)));
        return Math.max(at, to);
    }
}
