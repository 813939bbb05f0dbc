package postroom.labs.terminal;

/** readline's commands for moving. */
final class Moving {
    private Moving() {}

    static void startOfLine(Editing e) {
        e.line.moveTo(0);
    }

    static void endOfLine(Editing e) {
        e.line.moveTo(e.line.length());
    }

    static void forward(Editing e) {
        if (e.line.cursor() == e.line.length()) {
            e.ding();
        }
        e.line.moveTo(e.line.after(e.line.cursor()));
    }

    static void backward(Editing e) {
        if (e.line.cursor() == 0) {
            e.ding();
        }
        e.line.moveTo(e.line.before(e.line.cursor()));
    }

    static void forwardWord(Editing e) {
        e.line.moveTo(e.line.wordEnd(e.line.cursor()));
    }

    static void backwardWord(Editing e) {
        e.line.moveTo(e.line.wordStart(e.line.cursor()));
    }

    static void setMark(Editing e) {
        e.mark = e.line.cursor();
    }

    static void exchangeMark(Editing e) {
        if (e.mark > e.line.length()) {
            e.ding();
            return;
        }
        int cursor = e.line.cursor();
        e.line.moveTo(e.mark);
        e.mark = cursor;
        e.activeFrom = Math.min(cursor, e.line.cursor());
        e.activeTo = Math.max(cursor, e.line.cursor());
    }
}
