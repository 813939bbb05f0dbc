package postroom.labs.debian.vimtiny;

import java.io.IOException;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;

/** Normal mode: which keys are which commands. */
final class ViNormal {
    private final FullScreen screen;
    private final ViOptions options;
    private final ViText text;
    private final ViWindow window;
    private final ViKeys keys;
    private final ViCursor cursor;
    private final ViParts parts;

    ViNormal(FullScreen screen, ViOptions options, ViParts parts) {
        this.screen = screen;
        this.options = options;
        this.parts = parts;
        this.text = parts.text;
        this.window = parts.window;
        this.keys = parts.keys;
        this.cursor = parts.cursor;
    }

    /** Takes the keys of one command and does it. */
    void command() throws IOException {
        cursor.clamp();
        String key = keys.next();
        if (key.equals(Stroke.RESIZE) || turnsPage(key)) {
            return;
        }
        char register = ViRegisters.UNNAMED;
        ViKeys.Counted counted = keys.counted(key);
        int count = counted.count();
        while (counted.key().equals("\"")) {
            register = keys.key().charAt(0);
            counted = keys.counted(keys.key());
            count = ViKeys.multiplied(count, counted.count());
        }
        command(counted.key(), count, register);
    }

    /** Whether the key does no more than take messages away. */
    private boolean turnsPage(String key) {
        if (window.pages.isEmpty() || key.equals(":")) {
            return false;
        }
        window.pages.clear();
        window.say("");
        return key.equals("^M") || key.equals(" ");
    }

    private void command(String key, int count, char register) throws IOException {
        int times = Math.max(1, count);
        switch (key) {
            case "i", "a", "I", "A", "o", "O", "Insert", "R" -> parts.insert.by(key, times);
            case "x", "Delete" -> parts.characters.delete(times, register);
            case "X" -> parts.characters.deleteBefore(times, register);
            case "r" -> parts.characters.replace(times);
            case "~" -> parts.characters.swapCase(times);
            case "D", "C", "s", "S", "Y" -> parts.operators.shorthand(key, count, register);
            case "d", "c", "y", ">", "<" -> parts.operators.operate(key, count, register);
            case "p", "P" -> parts.puts.put(key.equals("p"), times, register);
            case "J" -> join(times, true);
            case "u" -> parts.changes.undo();
            case "^R" -> parts.changes.redo();
            case "." -> keys.repeat(count, this::command);
            case "v", "V" -> parts.visual.run(key.equals("V"));
            case "g" -> g(keys.key(), count);
            default -> other(key, count);
        }
    }

    private void other(String key, int count) throws IOException {
        switch (key) {
            case ":" -> parts.colon.ask("");
            case "/", "?" -> search(key);
            case "n", "N" -> parts.search.again(key.equals("N"), Math.max(1, count));
            case "&" -> parts.ex.run("s//~/");
            case "m" -> text.marks.put(keys.key().charAt(0), text.place());
            case "Z" -> leave(keys.key());
            case "z" -> parts.scrolling.placeLine(keys.key());
            case "U" -> keys.refuse();
            case "^G" -> parts.files.info();
            case "^L" -> {
                window.say("");
                screen.repaint();
            }
            case "^Z" -> parts.shell.stop();
            case Stroke.ESCAPE -> {
                if (count == 0 && options.compatible) {
                    keys.bell();
                }
            }
            case "^C" -> window.say("Type  :qa  and press <Enter> to exit Vim");
            default -> {
                if (!parts.scrolling.scroll(key, count)) {
                    parts.moves.move(key, count);
                }
            }
        }
    }

    private void join(int count, boolean blanks) throws IOException {
        parts.changes.make(() -> parts.lines.join(text.row, Math.max(2, count), blanks));
    }

    private void search(String mark) throws IOException {
        String line = parts.commandLine.ask(mark, "");
        if (line != null) {
            parts.search.find(line, mark.equals("?"));
        }
    }

    private void leave(String key) throws IOException {
        if (key.equals("Q")) {
            parts.exit.leave();
        } else if (!key.equals("Z")) {
            keys.refuse();
        } else if (!text.modified() || parts.files.write("", false, 0, text.size())) {
            parts.exit.quit(false);
        }
    }

    private void g(String key, int count) throws IOException {
        switch (key) {
            case "J" -> join(count, false);
            case "g" -> parts.moves.move("gg", count);
            default -> keys.refuse();
        }
    }
}
