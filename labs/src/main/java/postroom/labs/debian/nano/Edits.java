package postroom.labs.debian.nano;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** What changes a text: typing, deleting, cutting and pasting, indenting. */
final class Edits {
    private static final int MOST_CUT = 16 << 20;

    private final Screenful view;
    private final Options options;
    private final Moves moves;
    private final StringBuilder cut = new StringBuilder();
    private boolean keepsCut;

    Edits(Screenful view, Options options, Moves moves) {
        this.view = view;
        this.options = options;
        this.moves = moves;
    }

    /** Something else than cutting was done: the next cut begins anew. */
    void endsCutting() {
        keepsCut = false;
    }

    void type(TextBuffer text, String typed) {
        text.replace("addition", text.place(), text.place(), typed);
        moves.settle(text);
        if (options.breakLongLines && view.breadth().at(text.line(), text.x) > fill()) {
            breakLine(text);
        }
    }

    private int fill() {
        return options.fillWidth(view.terminal().columns());
    }

    /** The cursor's line is too long: goes on with its last word on a new one. */
    private void breakLine(TextBuffer text) {
        String line = text.line();
        int limit = view.breadth().index(line, fill());
        int blank = line.lastIndexOf(' ', limit);
        if (blank > Characters.indent(line)) {
            int behind = line.length() - text.x;
            text.replace("line break", new Place(text.row, blank + 1), new Place(text.row, blank + 1), "\n");
            text.x = Math.max(0, text.line().length() - behind);
            moves.settle(text);
        }
    }

    void tab(TextBuffer text) {
        if (text.mark != null) {
            indent(text);
        } else if (options.tabsToSpaces) {
            int column = view.breadth().at(text.line(), text.x);
            type(text, " ".repeat(options.tabSize - column % options.tabSize));
        } else {
            type(text, "\t");
        }
    }

    void enter(TextBuffer text) {
        String indent =
                options.autoIndent ? text.line().substring(0, Math.min(text.x, Characters.indent(text.line()))) : "";
        text.separate();
        text.replace("line break", text.place(), text.place(), "\n" + indent);
        text.separate();
        moves.settle(text);
    }

    void paste(TextBuffer text, String pasted) {
        text.separate();
        text.replace(
                "paste",
                text.place(),
                text.place(),
                pasted.replace("\r\n", "\n").replace('\r', '\n'));
        text.separate();
        moves.settle(text);
    }

    void delete(TextBuffer text) {
        if (text.x < text.line().length()) {
            text.replace("deletion", text.place(), new Place(text.row, Characters.after(text.line(), text.x)), "");
        } else if (text.row < text.size() - 1) {
            boolean beforeMagic = text.magic && text.row == text.size() - 2 && text.x > 0;
            if (!beforeMagic) {
                text.separate();
                text.replace("line join", text.place(), new Place(text.row + 1, 0), "");
                text.separate();
            }
        }
        moves.settle(text);
    }

    void backspace(TextBuffer text) {
        if (text.x > 0) {
            text.replace("deletion", new Place(text.row, Characters.before(text.line(), text.x)), text.place(), "");
        } else if (text.row > 0) {
            Place end = new Place(text.row - 1, text.line(text.row - 1).length());
            boolean magicLine = text.magic && text.row == text.size() - 1 && end.x() > 0;
            if (magicLine) {
                text.go(end);
            } else {
                text.separate();
                text.replace("line join", end, text.place(), "");
                text.separate();
            }
        }
        moves.settle(text);
    }

    void deleteWord(TextBuffer text, boolean backwards) {
        Place from = text.place();
        if (backwards) {
            moves.previousWord(text);
        } else {
            moves.nextWord(text);
        }
        Place to = text.place();
        Place start = from.compareTo(to) < 0 ? from : to;
        Place end = from.compareTo(to) < 0 ? to : from;
        if (start.compareTo(end) < 0) {
            text.go(from);
            text.separate();
            text.replace("erasure", start, end, "");
            text.separate();
        }
        moves.settle(text);
    }

    private static Place[] marked(TextBuffer text) {
        Place here = text.place();
        boolean after = text.mark.compareTo(here) <= 0;
        return new Place[] {after ? text.mark : here, after ? here : text.mark};
    }

    /** What ^K takes: the marked region, or the line, or the rest of it. */
    private Place[] toCut(TextBuffer text) {
        if (text.mark != null) {
            return marked(text);
        }
        Place end = new Place(text.row, text.line().length());
        Place next = text.row < text.size() - 1 ? new Place(text.row + 1, 0) : end;
        if (options.cutToEnd) {
            return new Place[] {text.place(), text.x < end.x() ? end : next};
        }
        return new Place[] {new Place(text.row, 0), next};
    }

    void cut(TextBuffer text) {
        Place[] range = toCut(text);
        if (range[0].equals(range[1])) {
            view.say("Nothing was cut");
            return;
        }
        boolean region = text.mark != null;
        take(text, range, region);
        view.hush();
        text.replace("cut", range[0], range[1], "");
        text.mark = null;
        moves.settle(text);
    }

    void cutToFileEnd(TextBuffer text) {
        Place end = text.end();
        if (text.place().compareTo(end) >= 0) {
            view.say("Nothing was cut");
            return;
        }
        keepsCut = false;
        take(text, new Place[] {text.place(), end}, true);
        text.separate();
        text.replace("cut", text.place(), end, "");
        text.mark = null;
        view.hush();
    }

    private void take(TextBuffer text, Place[] range, boolean region) {
        if (!keepsCut) {
            cut.setLength(0);
            text.separate();
        }
        if (cut.length() < MOST_CUT) {
            cut.append(text.text(range[0], range[1]));
        }
        keepsCut = !region;
    }

    void copy(TextBuffer text) {
        Place[] range = toCut(text);
        if (range[0].equals(range[1])) {
            view.say("Copied nothing");
            return;
        }
        boolean region = text.mark != null;
        take(text, range, region);
        view.hush();
        text.mark = null;
        if (!region) {
            text.go(range[1]);
            moves.settle(text);
        }
    }

    void uncut(TextBuffer text) {
        if (cut.length() == 0) {
            view.say("Cutbuffer is empty");
            return;
        }
        view.hush();
        text.separate();
        text.replace("paste", text.place(), text.place(), cut.toString());
        text.separate();
        text.mark = null;
        moves.settle(text);
    }

    private int[] rows(TextBuffer text) {
        if (text.mark == null) {
            return new int[] {text.row, text.row};
        }
        Place[] range = marked(text);
        boolean none = range[1].x() == 0 && range[1].row() > range[0].row();
        return new int[] {range[0].row(), range[1].row() - (none ? 1 : 0)};
    }

    private void lines(TextBuffer text, String what, int[] rows, List<String> now) {
        int last = text.line().length();
        int x = text.x;
        boolean inside = text.row >= rows[0] && text.row <= rows[1];
        Place mark = text.mark;
        int by = inside ? now.get(text.row - rows[0]).length() - last : 0;
        text.separate();
        text.patch(what, rows[0], rows[1] + 1, now, new Place(text.row, Math.max(0, x + by)));
        text.separate();
        text.mark = mark == null
                ? null
                : new Place(mark.row(), Math.min(mark.x(), text.line(mark.row()).length()));
        moves.settle(text);
    }

    void indent(TextBuffer text) {
        String by = options.tabsToSpaces ? " ".repeat(options.tabSize) : "\t";
        int[] rows = rows(text);
        List<String> now = new ArrayList<>();
        boolean any = false;
        for (int row = rows[0]; row <= rows[1]; row++) {
            boolean blank = text.line(row).isBlank();
            any |= !blank;
            now.add(blank ? text.line(row) : by + text.line(row));
        }
        if (any) {
            lines(text, "indent", rows, now);
        }
    }

    void unindent(TextBuffer text) {
        int[] rows = rows(text);
        List<String> now = new ArrayList<>();
        boolean any = false;
        for (int row = rows[0]; row <= rows[1]; row++) {
            String line = text.line(row);
            int blanks = 0;
            while (blanks < Math.min(options.tabSize, line.length()) && line.charAt(blanks) == ' ') {
                blanks++;
            }
            int away = line.startsWith("\t") ? 1 : blanks;
            any |= away > 0;
            now.add(line.substring(away));
        }
        if (any) {
            lines(text, "unindent", rows, now);
        }
    }

    /** Puts {@code #} before the lines, or takes it away if all of them have it. */
    void comment(TextBuffer text) {
        int[] rows = rows(text);
        if (text.magic && rows[0] == text.size() - 1) {
            view.say("Cannot comment past end of file");
            return;
        }
        boolean all = true;
        for (int row = rows[0]; row <= rows[1]; row++) {
            all &= text.line(row).isBlank() || text.line(row).startsWith("#");
        }
        List<String> now = new ArrayList<>();
        for (int row = rows[0]; row <= rows[1]; row++) {
            String line = text.line(row);
            now.add(line.isBlank() ? line : all ? line.substring(1) : "#" + line);
        }
        lines(text, all ? "uncomment" : "comment", rows, now);
    }
}
