package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;
import postroom.labs.terminal.screen.Stroke;

/** Commands on some characters of the line: deletes them, replaces them, swaps their case. */
final class ViCharacters {
    private final ViText text;
    private final ViKeys keys;
    private final ViChanges changes;
    private final ViCuts cuts;

    ViCharacters(ViText text, ViKeys keys, ViChanges changes, ViCuts cuts) {
        this.text = text;
        this.keys = keys;
        this.changes = changes;
        this.cuts = cuts;
    }

    /** {@code x}. */
    void delete(int times, char register) throws IOException {
        if (text.line().isEmpty()) {
            keys.refuse();
            return;
        }
        Place end = new Place(text.row, after(times));
        changes.make(() -> cuts.delete(text.place(), end, register));
    }

    private int after(int times) {
        int x = text.x;
        for (int i = 0; i < times; i++) {
            x = Characters.after(text.line(), x);
        }
        return x;
    }

    /** {@code X}. */
    void deleteBefore(int times, char register) throws IOException {
        int x = text.x;
        for (int i = 0; i < times; i++) {
            x = Characters.before(text.line(), x);
        }
        if (x == text.x) {
            keys.refuse();
            return;
        }
        Place from = new Place(text.row, x);
        changes.make(() -> cuts.delete(from, text.place(), register));
    }

    /** {@code r}: the next key takes the place of characters; Return breaks the line. */
    void replace(int times) throws IOException {
        String with = keys.key();
        boolean enough = after(times - 1) < text.line().length();
        int end = after(times);
        if (!enough || !ViKeys.isText(with) && !with.equals("^M")) {
            if (!with.equals(Stroke.ESCAPE)) {
                keys.refuse();
            }
            return;
        }
        changes.make(() -> {
            String head = text.line().substring(0, text.x);
            String tail = text.line().substring(end);
            if (with.equals("^M")) {
                text.replaceLines(text.row, text.row + 1, List.of(head, tail));
                text.go(text.row + 1, 0);
            } else {
                text.setLine(text.row, head + with.repeat(times) + tail);
                text.x += with.length() * (times - 1);
            }
        });
    }

    /** {@code ~}. */
    void swapCase(int times) throws IOException {
        if (text.line().isEmpty()) {
            keys.refuse();
            return;
        }
        changes.make(() -> {
            StringBuilder line = new StringBuilder(text.line());
            int end = Math.min(line.length(), text.x + times);
            for (int at = text.x; at < end; at++) {
                char c = line.charAt(at);
                line.setCharAt(at, Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
            }
            text.setLine(text.row, line.toString());
            text.x = end;
        });
    }
}
