package postroom.labs.debian.less;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.Terminal;

/** The lines that are looked at, and which of them are on the screen; long ones take several rows. */
final class LessText {
    private static final int NUMBERS_WIDTH = 8;

    private final Terminal terminal;
    private final LessOptions options;
    private List<String> lines;
    private int top;
    private boolean filtered;

    LessText(Terminal terminal, LessOptions options, List<String> lines) {
        this.terminal = terminal;
        this.options = options;
        this.lines = lines;
    }

    /** Shows other lines. */
    void show(List<String> other, int from) {
        lines = other;
        filtered = false;
        go(from);
    }

    /** The same file has more lines now. */
    void grown(List<String> more) {
        lines = more;
    }

    /** Shows of {@code all} only what is wanted; null for all again. */
    void filter(List<String> all, Predicate<String> wanted) {
        String before = top < lines.size() ? lines.get(top) : "";
        int at = Math.max(0, all.indexOf(before));
        List<String> kept = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < all.size(); i++) {
            if (wanted == null || wanted.test(all.get(i))) {
                start = start < 0 && i >= at ? kept.size() : start;
                kept.add(all.get(i));
            }
        }
        lines = kept;
        filtered = wanted != null;
        top = Math.max(0, start);
    }

    boolean isFiltered() {
        return filtered;
    }

    int size() {
        return lines.size();
    }

    String line(int at) {
        return lines.get(at);
    }

    int height() {
        return Math.max(1, terminal.rows() - 1);
    }

    private int width() {
        return Math.max(1, terminal.columns());
    }

    private int margin() {
        return options.numbersLines() ? NUMBERS_WIDTH : 0;
    }

    /** How many rows a line takes. */
    int rows(int line) {
        if (options.chops()) {
            return 1;
        }
        int cells = LessLook.width(LessLook.of(lines.get(line), options.colours())) + margin();
        return Math.max(1, (cells + width() - 1) / width());
    }

    /** A line as it is shown, cut at the edge if that is wanted. */
    String shown(int line) {
        String text = LessLook.of(lines.get(line), options.colours());
        int room = Math.max(1, width() - margin());
        return options.chops() && LessLook.width(text) > room ? text.substring(0, room - 1) + ">" : text;
    }

    int top() {
        return top;
    }

    /** The line behind the last that is shown. */
    int bottom() {
        int rows = 0;
        int line = top;
        while (line < lines.size() && (rows == 0 || rows + rows(line) <= height())) {
            rows += rows(line++);
        }
        return line;
    }

    boolean showsEnd() {
        return bottom() >= lines.size();
    }

    /** The first line of the last screen. */
    int last() {
        int rows = 0;
        int line = lines.size();
        while (line > 0 && rows + rows(line - 1) <= height()) {
            rows += rows(--line);
        }
        return Math.max(0, Math.min(line, lines.size() - 1));
    }

    /** Shows a line at the top, but nothing behind the last screen. */
    void go(int line) {
        top = Math.max(0, Math.min(line, last()));
    }

    void move(int by) {
        go(top + by);
    }

    /** Shows a line that was found at the top, even if there are too few behind it. */
    void goExactly(int line) {
        top = line;
    }

    /** The bytes of the first {@code count} lines. */
    long bytes(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Text.bytes(lines.get(i)).length + 1;
        }
        return sum;
    }

    /** Shows the line in which a per cent of the file begins. */
    void goToPercent(int percent) {
        long wanted = bytes(lines.size()) * Math.min(percent, 100) / 100;
        int line = 0;
        for (long sum = 0; line < lines.size(); line++) {
            sum += Text.bytes(lines.get(line)).length + 1;
            if (sum > wanted) {
                break;
            }
        }
        go(line);
    }
}
