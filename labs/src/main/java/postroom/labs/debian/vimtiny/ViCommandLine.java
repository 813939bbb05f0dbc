package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.editing.Characters;

/** The line below the text in which commands and patterns are typed. */
final class ViCommandLine {
    private static final int MOST_HISTORY = 50;
    private static final int MOST_TYPED = 1000;

    private final ViWindow window;
    private final ViKeys keys;
    private final ViExit exit;
    /** What was typed earlier, with the marks before it. */
    private final List<String> history = new ArrayList<>();

    private final StringBuilder typed = new StringBuilder();
    private int x;
    private int past;

    ViCommandLine(ViWindow window, ViKeys keys, ViExit exit) {
        this.window = window;
        this.keys = keys;
        this.exit = exit;
    }

    /** What is typed behind a mark, beginning with {@code given}; null if it was given up. */
    String ask(String mark, String given) throws IOException {
        typed.setLength(0);
        typed.append(given);
        x = typed.length();
        past = history.size();
        while (exit.isRunning()) {
            String key = keys.next(mark + typed, mark.length() + x);
            if (ViKeys.isReturn(key)) {
                remember(mark);
                return typed.toString();
            }
            if (ViKeys.isEscape(key) || ViKeys.isErase(key) && typed.length() == 0) {
                window.say("");
                return null;
            }
            key(key, mark);
        }
        return null;
    }

    private void remember(String mark) {
        if (typed.length() > 0) {
            history.add(mark + typed);
        }
        if (history.size() > MOST_HISTORY) {
            history.remove(0);
        }
    }

    private void key(String key, String mark) {
        switch (key) {
            case "^?", "^H" -> {
                int from = Characters.before(typed.toString(), x);
                typed.delete(from, x);
                x = from;
            }
            case "Left" -> x = Characters.before(typed.toString(), x);
            case "Right" -> x = Characters.after(typed.toString(), x);
            case "Home", "^B" -> x = 0;
            case "End", "^E" -> x = typed.length();
            case "^U" -> {
                typed.delete(0, x);
                x = 0;
            }
            case "Up", "^P" -> recall(-1, mark);
            case "Down", "^N" -> recall(1, mark);
            default -> {
                if (ViKeys.isText(key) && typed.length() < MOST_TYPED) {
                    typed.insert(x, key);
                    x += key.length();
                }
            }
        }
    }

    private void recall(int step, String mark) {
        int at = past + step;
        while (at >= 0 && at < history.size() && !history.get(at).startsWith(mark)) {
            at += step;
        }
        if (at >= 0 && at <= history.size()) {
            past = at;
            typed.setLength(0);
            typed.append(at == history.size() ? "" : history.get(at).substring(mark.length()));
            x = typed.length();
        }
    }
}
