package postroom.labs.terminal;

import java.util.Optional;

/** readline's commands for deleting, killing and yanking. */
final class Cutting {
    private Cutting() {}

    static void deleteBackward(Editing e) {
        int cursor = e.line.cursor();
        if (cursor == 0) {
            e.ding();
        } else if (e.argument.isPresent()) {
            e.cut(e.line.before(cursor), cursor, true);
        } else {
            e.line.delete(e.line.before(cursor), cursor);
        }
    }

    static void deleteForward(Editing e) {
        int cursor = e.line.cursor();
        if (cursor == e.line.length()) {
            e.ding();
        } else {
            e.line.delete(cursor, e.line.after(cursor));
        }
    }

    /** ^D: the end of input on an empty line. */
    static void deleteOrEnd(Editing e) {
        if (e.line.isEmpty() && e.last != Editing.Action.CONTROL_D) {
            e.ended = Optional.of(new EditorEvent.EndOfInput());
        } else {
            e.now = Editing.Action.CONTROL_D;
            deleteForward(e);
        }
    }

    static void toEnd(Editing e) {
        e.cut(e.line.cursor(), e.line.length(), false);
    }

    static void toStart(Editing e) {
        if (e.line.cursor() == 0) {
            e.ding();
        } else {
            e.cut(0, e.line.cursor(), true);
        }
    }

    static void wordForward(Editing e) {
        e.cut(e.line.cursor(), e.line.wordEnd(e.line.cursor()), false);
    }

    static void wordBackward(Editing e) {
        e.cut(e.line.wordStart(e.line.cursor()), e.line.cursor(), true);
    }

    static void blankWordBackward(Editing e) {
        if (e.line.cursor() == 0) {
            e.ding();
        } else {
            e.cut(e.line.blankWordStart(e.line.cursor()), e.line.cursor(), true);
        }
    }

    static void spaceAround(Editing e) {
        int from = e.line.cursor();
        int to = from;
        CharSequence text = e.line.text();
        while (from > 0 && isBlank(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && isBlank(text.charAt(to))) {
            to++;
        }
        e.line.delete(from, to);
    }

    static void yank(Editing e) {
        if (e.cuts.isEmpty()) {
            e.ding();
            return;
        }
        e.now = Editing.Action.YANK;
        e.mark = e.line.cursor();
        e.insert(e.cuts.current());
    }

    static void yankPop(Editing e) {
        if (e.last != Editing.Action.YANK || e.cuts.isEmpty()) {
            e.ding();
            return;
        }
        e.now = Editing.Action.YANK;
        e.cuts.rotate();
        int from = Math.min(e.mark, e.line.cursor());
        if (!e.line.replace(from, e.line.cursor(), e.cuts.current())) {
            e.ding();
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
