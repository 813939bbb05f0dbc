package postroom.labs.debian.vimtiny;

import java.io.IOException;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** The keys that move the cursor, alone or behind an operator. */
final class ViMoves {
    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private final ViKeys keys;
    private final ViCursor cursor;
    private final ViMotions motions;
    private char foundHow;
    private String foundWhat = "";

    ViMoves(ViText text, ViWindow window, ViOptions options, ViKeys keys, ViCursor cursor) {
        this.text = text;
        this.window = window;
        this.options = options;
        this.keys = keys;
        this.cursor = cursor;
        this.motions = new ViMotions(text);
    }

    /** Moves the cursor, if that can be done. */
    void move(String key, int count) throws IOException {
        Motion motion = motion(key, count, false);
        if (motion == null) {
            keys.refuse();
            return;
        }
        text.go(motion.to().row(), motion.to().x());
        if (!motion.keepsColumn()) {
            cursor.settle();
        }
    }

    /**
     * Where a key leads from the cursor.
     *
     * @param count 0 if there is none
     * @param operating whether an operator waits for it, which may take a line's last character
     * @return null if it leads nowhere
     */
    Motion motion(String key, int count, boolean operating) throws IOException {
        int times = Math.max(1, count);
        return switch (key) {
            case "h", "Left", "^H", "^?" -> left(times);
            case "l", "Right", " " -> right(times, operating || window.mode != ViMode.NORMAL);
            case "0", "Home" -> Motion.exclusive(new Place(text.row, 0));
            case "^" -> Motion.exclusive(new Place(text.row, ViMotions.firstNonBlank(text.line())));
            case "|" -> Motion.exclusive(new Place(text.row, options.cells().index(text.line(), times - 1)));
            case "$", "End" -> lineEnd(times);
            case "w", "W", "e", "E", "b", "B", "S-Right", "S-Left" -> words(key, times);
            case "f", "F", "t", "T" -> {
                foundHow = key.charAt(0);
                foundWhat = keys.key();
                yield find(foundHow, times);
            }
            case ";" -> foundAgain(foundHow, times);
            case "," -> foundAgain(otherWay(foundHow), times);
            case "%" -> Motion.inclusive(motions.bracket(text.place()));
            case "}" -> paragraphs(1, times);
            case "{" -> paragraphs(-1, times);
            case "'", "`" -> mark(keys.key(), key.equals("'"));
            default -> lines(key, count);
        };
    }

    private Motion left(int times) {
        int x = text.x;
        for (int i = 0; i < times && x > 0; i++) {
            x = Characters.before(text.line(), x);
        }
        return x == text.x ? null : Motion.exclusive(new Place(text.row, x));
    }

    private Motion right(int times, boolean behindLast) {
        String line = text.line();
        int x = text.x;
        for (int i = 0; i < times && x < line.length(); i++) {
            x = Characters.after(line, x);
        }
        boolean onLast = Characters.after(line, text.x) == line.length();
        return x == text.x || onLast && !behindLast ? null : Motion.exclusive(new Place(text.row, x));
    }

    private Motion lineEnd(int times) {
        int row = Math.min(text.size() - 1, text.row + times - 1);
        String line = text.line(row);
        cursor.settleAtEnd();
        Place end = new Place(row, Math.max(0, line.length() - 1));
        return (line.isEmpty() ? Motion.exclusive(end) : Motion.inclusive(end)).keepingColumn();
    }

    private Motion words(String key, int times) {
        Place at = text.place();
        boolean big = Character.isUpperCase(key.charAt(0)) && key.length() == 1;
        for (int i = 0; i < times; i++) {
            Place next = switch (key) {
                case "w", "W", "S-Right" -> motions.word(at, big);
                case "e", "E" -> motions.end(at, big);
                default -> motions.back(at, big);
            };
            if (next == null) {
                return i == 0 ? null : Motion.exclusive(at);
            }
            at = next;
        }
        return key.equalsIgnoreCase("e") ? Motion.inclusive(at) : Motion.exclusive(at);
    }

    /** {@code cw} changes to the end of the word, as {@code ce} does, but never beyond the one under the cursor. */
    Motion changedWords(boolean big, int times) {
        Place at = text.place();
        for (int i = 0; i < times; i++) {
            if (i == 0 && isSingle(at, big)) {
                continue;
            }
            at = motions.end(at, big);
            if (at == null) {
                at = new Place(text.row, Math.max(0, text.line().length() - 1));
            }
        }
        return Motion.inclusive(at);
    }

    /** Whether the word at a place has one character. */
    private boolean isSingle(Place at, boolean big) {
        if (at.x() > 0) {
            return at.equals(motions.end(new Place(at.row(), Characters.before(text.line(), at.x())), big));
        }
        return text.line().length() > 1 && new Place(at.row(), 1).equals(motions.word(at, big));
    }

    private Motion find(char how, int times) {
        int x = ViMotions.find(text.line(), text.x, how, foundWhat, times);
        Place to = x < 0 ? null : new Place(text.row, x);
        return Character.isLowerCase(how) ? Motion.inclusive(to) : Motion.exclusive(to);
    }

    private Motion foundAgain(char how, int times) {
        return foundWhat.isEmpty() ? null : find(how, times);
    }

    private static char otherWay(char how) {
        return Character.isLowerCase(how) ? Character.toUpperCase(how) : Character.toLowerCase(how);
    }

    private Motion paragraphs(int direction, int times) {
        Place at = text.place();
        for (int i = 0; i < times; i++) {
            at = motions.paragraph(at, direction);
        }
        return Motion.exclusive(at);
    }

    private Motion mark(String name, boolean asLine) {
        Place mark = text.marks.get(name.charAt(0));
        if (mark == null || mark.row() >= text.size()) {
            window.alert("E20: Mark not set");
            return Motion.exclusive(text.place());
        }
        return asLine ? line(mark.row()) : Motion.exclusive(mark);
    }

    private Motion lines(String key, int count) {
        int times = Math.max(1, count);
        return switch (key) {
            case "j", "Down", "^N", "^J" -> vertical(times);
            case "k", "Up", "^P" -> vertical(-times);
            case "+", "^M" -> text.row + times >= text.size() ? null : line(text.row + times);
            case "-" -> text.row - times < 0 ? null : line(text.row - times);
            case "_" -> line(text.row + times - 1);
            case "G" -> line(count == 0 ? text.size() - 1 : count - 1);
            case "gg" -> line(times - 1);
            case "H" -> line(Math.min(window.bottom(), window.top + times - 1));
            case "M" -> line((window.top + window.bottom()) / 2);
            case "L" -> line(Math.max(window.top, window.bottom() - times + 1));
            default -> null;
        };
    }

    private Motion line(int row) {
        int to = Math.max(0, Math.min(text.size() - 1, row));
        return Motion.lines(new Place(to, ViMotions.firstNonBlank(text.line(to))));
    }

    private Motion vertical(int by) {
        int row = Math.max(0, Math.min(text.size() - 1, text.row + by));
        return row == text.row
                ? null
                : Motion.lines(new Place(row, cursor.indexIn(row))).keepingColumn();
    }
}
