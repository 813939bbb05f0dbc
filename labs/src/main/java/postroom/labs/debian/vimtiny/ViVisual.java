package postroom.labs.debian.vimtiny;

import java.io.IOException;
import postroom.labs.debian.editing.Place;

/** Visual mode: what the cursor passes is selected, and a command is done on that. */
final class ViVisual {
    private final ViText text;
    private final ViWindow window;
    private final ViKeys keys;
    private final ViCursor cursor;
    private final ViExit exit;
    private final ViMoves moves;
    private final ViScrolling scrolling;
    private final ViChanges changes;
    private final ViOperators operators;
    private final ViLines lines;
    private final ViCharacters characters;
    private final ViColon colon;

    ViVisual(
            ViText text,
            ViWindow window,
            ViKeys keys,
            ViCursor cursor,
            ViExit exit,
            ViMoves moves,
            ViScrolling scrolling,
            ViChanges changes,
            ViOperators operators,
            ViLines lines,
            ViCharacters characters,
            ViColon colon) {
        this.text = text;
        this.window = window;
        this.keys = keys;
        this.cursor = cursor;
        this.exit = exit;
        this.moves = moves;
        this.scrolling = scrolling;
        this.changes = changes;
        this.operators = operators;
        this.lines = lines;
        this.characters = characters;
        this.colon = colon;
    }

    /** Selects up to a command or Escape. */
    void run(boolean byLines) throws IOException {
        window.visualFrom = text.place();
        window.mode = byLines ? ViMode.VISUAL_LINES : ViMode.VISUAL;
        try {
            boolean more = true;
            while (more && exit.isRunning()) {
                ViKeys.Counted typed = keys.counted(keys.key());
                more = key(typed.key(), typed.count());
            }
        } finally {
            end();
        }
    }

    private void end() {
        window.visualFrom = null;
        window.mode = ViMode.NORMAL;
    }

    /** False if it ends visual mode. */
    private boolean key(String key, int count) throws IOException {
        boolean byLines = window.mode == ViMode.VISUAL_LINES;
        if (ViKeys.isEscape(key) || key.equals(byLines ? "V" : "v")) {
            return false;
        }
        switch (key) {
            case "v" -> window.mode = ViMode.VISUAL;
            case "V" -> window.mode = ViMode.VISUAL_LINES;
            case "o" -> {
                Place other = window.visualFrom;
                window.visualFrom = text.place();
                text.go(other.row(), other.x());
            }
            case "d", "x", "Delete", "y", "c", "<", ">", "J", "~", ":" -> {
                operate(key.equals("x") || key.equals("Delete") ? "d" : key, byLines);
                return false;
            }
            default -> {
                if (!scrolling.scroll(key, count)) {
                    moves.move(key.equals("g") ? "g" + keys.key() : key, count);
                    cursor.clamp();
                }
            }
        }
        return true;
    }

    private void operate(String operator, boolean byLines) throws IOException {
        Place here = text.place();
        boolean backwards = here.compareTo(window.visualFrom) <= 0;
        Place from = backwards ? here : window.visualFrom;
        Place to = backwards ? window.visualFrom : here;
        text.marks.put('<', from);
        text.marks.put('>', to);
        end();
        text.go(from.row(), byLines ? text.x : from.x());
        switch (operator) {
            case ":" -> colon.ask("'<,'>");
            case "J" -> changes.make(() -> lines.join(from.row(), Math.max(2, to.row() - from.row() + 1), true));
            case "~" -> characters.swapCase(Math.max(1, to.x() - from.x() + 1));
            default -> {
                if (byLines) {
                    operators.overLines(operator, from.row(), to.row(), ViRegisters.UNNAMED);
                } else {
                    operators.overCharacters(operator, from, to);
                }
            }
        }
        keys.forgetChange();
    }
}
