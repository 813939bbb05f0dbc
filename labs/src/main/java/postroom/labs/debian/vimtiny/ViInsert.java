package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** Insert mode and replace mode. */
final class ViInsert {
    private static final int MOST_REPEATS = 10_000;

    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final ViKeys keys;
    private final ViChanges changes;
    private final ViExit exit;
    /** Where typing began, and how the line was then. */
    private Place begin = new Place(0, 0);

    private String before = "";
    private boolean over;

    ViInsert(ViText text, ViWindow window, ViOptions options, ViKeys keys, ViChanges changes, ViExit exit) {
        this.text = text;
        this.window = window;
        this.options = options;
        this.keys = keys;
        this.changes = changes;
        this.exit = exit;
    }

    /** {@code i a I A o O R}: goes to where text is to be typed, and takes it. */
    void by(String key, int times) throws IOException {
        changes.make(() -> {
            String line = text.line();
            switch (key) {
                case "a" -> text.x = Characters.after(line, text.x);
                case "I" -> text.x = line.isBlank() ? line.length() : ViMotions.firstNonBlank(line);
                case "A" -> text.x = line.length();
                case "o", "O" -> {
                    String indent = options.indentLike(line);
                    int at = key.equals("o") ? text.row + 1 : text.row;
                    text.replaceLines(at, at, List.of(indent));
                    text.go(at, indent.length());
                    window.sayGrowth(1);
                }
                default -> {}
            }
            type(times, key.equals("R"));
        });
    }

    /** Takes what is typed, up to Escape. */
    void type() throws IOException {
        type(1, false);
    }

    private void type(int times, boolean overwriting) throws IOException {
        over = overwriting;
        window.mode = over ? ViMode.REPLACE : ViMode.INSERT;
        begin();
        StringBuilder typed = new StringBuilder();
        while (exit.isRunning()) {
            String key = keys.key();
            if (ViKeys.isEscape(key)) {
                break;
            }
            key(key, typed);
        }
        for (int i = 1; i < Math.min(times, MOST_REPEATS) && typed.length() > 0; i++) {
            typed.codePoints().forEach(point -> {
                if (point == '\n') {
                    newline();
                } else {
                    put(Character.toString(point));
                }
            });
        }
        window.mode = ViMode.NORMAL;
        text.x = Characters.before(text.line(), text.x);
    }

    private void begin() {
        begin = text.place();
        before = text.line();
    }

    private void key(String key, StringBuilder typed) throws IOException {
        if (ViKeys.isText(key)) {
            typed.append(key);
            put(key);
        } else if (key.equals("^I")) {
            typed.append('\t');
            put(tab());
        } else if (ViKeys.isReturn(key)) {
            typed.append('\n');
            newline();
        } else if (ViKeys.isErase(key)) {
            backspace();
            typed.setLength(Math.max(0, typed.length() - 1));
        } else if (key.equals("^V")) {
            put(ViKeys.verbatim(keys.key()));
        } else if (key.equals("^W") || key.equals("^U")) {
            int from = text.row == begin.row() ? begin.x() : 0;
            while (text.x > from
                    && (key.equals("^U") || !Character.isWhitespace(text.line().charAt(text.x - 1)))) {
                backspace();
            }
        } else if (moves(key)) {
            begin();
        } else {
            keys.bell();
        }
    }

    private String tab() {
        int column = options.cells().at(text.line(), text.x);
        return options.expandTab ? " ".repeat(options.tab - column % options.tab) : "\t";
    }

    private void put(String what) {
        String line = text.line();
        int end = over ? Characters.after(line, text.x) : text.x;
        text.setLine(text.row, line.substring(0, text.x) + what + line.substring(end));
        text.x += what.length();
    }

    private void newline() {
        String line = text.line();
        String indent = options.indentLike(line);
        int row = text.row;
        text.replaceLines(row, row + 1, List.of(line.substring(0, text.x), indent + line.substring(text.x)));
        text.go(row + 1, indent.length());
    }

    /** The original vi takes back only what was typed since insert mode began. */
    private void backspace() throws IOException {
        boolean atBegin = text.place().compareTo(begin) <= 0;
        if (text.x == 0 && text.row == 0 || options.compatible && (text.x == 0 || atBegin)) {
            keys.bell();
        } else if (text.x == 0) {
            int row = text.row - 1;
            int x = text.line(row).length();
            text.replaceLines(row, row + 2, List.of(text.line(row) + text.line()));
            text.go(row, x);
        } else {
            String line = text.line();
            int from = Characters.before(line, text.x);
            String back = over && from < before.length() && text.row == begin.row()
                    ? before.substring(from, Characters.after(before, from))
                    : "";
            text.setLine(text.row, line.substring(0, from) + back + line.substring(text.x));
            text.x = from;
        }
    }

    private boolean moves(String key) {
        String line = text.line();
        switch (key) {
            case "Left" -> text.x = Characters.before(line, text.x);
            case "Right" -> text.x = Characters.after(line, text.x);
            case "Up" -> text.go(text.row - 1, text.x);
            case "Down" -> text.go(text.row + 1, text.x);
            case "Home" -> text.x = 0;
            case "End" -> text.x = line.length();
            case "Delete" ->
                text.setLine(text.row, line.substring(0, text.x) + line.substring(Characters.after(line, text.x)));
            default -> {
                return false;
            }
        }
        return true;
    }
}
