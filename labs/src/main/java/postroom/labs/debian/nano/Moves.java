package postroom.labs.debian.nano;

import postroom.labs.debian.editing.Brackets;
import postroom.labs.debian.editing.Characters;
import postroom.labs.debian.editing.Place;

/** Where the cursor goes, and what part of the text the screen then shows. */
final class Moves {
    private final Screenful view;
    private final Options options;

    Moves(Screenful view, Options options) {
        this.view = view;
        this.options = options;
    }

    /** Remembers the column for going up and down. */
    void settle(TextBuffer text) {
        text.wanted = view.breadth().at(text.line(), text.x);
    }

    /** Scrolls so that the cursor's line is shown: by as little as possible, or to the middle. */
    void show(TextBuffer text, boolean centred) {
        int height = view.height();
        text.top = Math.max(0, Math.min(text.top, text.size() - 1));
        if (text.row >= text.top && text.row < text.top + height) {
            return;
        }
        if (centred || options.jumpy) {
            centre(text);
        } else {
            text.top = text.row < text.top ? text.row : text.row - height + 1;
        }
    }

    void centre(TextBuffer text) {
        text.top = Math.max(0, text.row - view.height() / 2);
    }

    void left(TextBuffer text) {
        if (text.x > 0) {
            text.x = Characters.before(text.line(), text.x);
        } else if (text.row > 0) {
            text.row--;
            text.x = text.line().length();
        }
        settle(text);
    }

    void right(TextBuffer text) {
        if (text.x < text.line().length()) {
            text.x = Characters.after(text.line(), text.x);
        } else if (text.row < text.size() - 1) {
            text.row++;
            text.x = 0;
        }
        settle(text);
    }

    void vertical(TextBuffer text, int by) {
        int row = Math.max(0, Math.min(text.size() - 1, text.row + by));
        if (row != text.row) {
            text.row = row;
            text.x = view.breadth().index(text.line(), text.wanted);
        }
    }

    void home(TextBuffer text) {
        int indent = Characters.indent(text.line());
        text.x = options.smartHome && text.x != indent ? indent : 0;
        settle(text);
    }

    void end(TextBuffer text) {
        text.x = text.line().length();
        settle(text);
    }

    void first(TextBuffer text) {
        text.row = 0;
        text.x = 0;
        text.wanted = 0;
        text.top = 0;
    }

    void last(TextBuffer text) {
        text.row = text.size() - 1;
        end(text);
        text.top = Math.max(0, text.row - view.height() + 1);
    }

    void pageUp(TextBuffer text) {
        int step = Math.max(1, view.height() - 2);
        if (text.row < step) {
            first(text);
            return;
        }
        int y = text.row - text.top;
        vertical(text, -step);
        text.top = Math.max(0, text.row - y);
    }

    void pageDown(TextBuffer text) {
        int step = Math.max(1, view.height() - 2);
        if (text.row + step > text.size() - 1) {
            last(text);
            return;
        }
        int y = text.row - text.top;
        vertical(text, step);
        text.top = Math.max(0, text.row - y);
    }

    /** Scrolls a line without moving the cursor, unless it would leave the screen. */
    void scroll(TextBuffer text, int by) {
        int top = Math.max(0, Math.min(text.size() - 1, text.top + by));
        if (top != text.top) {
            text.top = top;
            if (text.row < top) {
                vertical(text, top - text.row);
            } else if (text.row >= top + view.height()) {
                vertical(text, top + view.height() - 1 - text.row);
            }
        }
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point);
    }

    void nextWord(TextBuffer text) {
        boolean inWord = text.x < text.line().length() && isWord(text.line().codePointAt(text.x));
        while (true) {
            if (text.x >= text.line().length()) {
                if (text.row == text.size() - 1) {
                    break;
                }
                text.row++;
                text.x = 0;
                inWord = false;
            } else {
                text.x = Characters.after(text.line(), text.x);
            }
            boolean word = text.x < text.line().length() && isWord(text.line().codePointAt(text.x));
            if (word && !inWord) {
                break;
            }
            inWord = word;
        }
        settle(text);
    }

    void previousWord(TextBuffer text) {
        boolean inWord = false;
        while (true) {
            if (text.x == 0) {
                if (inWord || text.row == 0) {
                    break;
                }
                text.row--;
                text.x = text.line().length();
            } else {
                int before = Characters.before(text.line(), text.x);
                boolean word = isWord(text.line().codePointAt(before));
                if (inWord && !word) {
                    break;
                }
                inWord = word;
                text.x = before;
            }
        }
        settle(text);
    }

    /** To the next block of text: what stands between empty lines. */
    void block(TextBuffer text, int direction) {
        int row = text.row;
        boolean last = direction < 0 ? row == 0 : row == text.size() - 1;
        if (last) {
            return;
        }
        do {
            row += direction;
        } while (row > 0 && row < text.size() - 1 && !(isBlank(text.line(row - 1)) && !isBlank(text.line(row))));
        text.row = row;
        text.x = 0;
        settle(text);
    }

    private static boolean isBlank(String line) {
        return Characters.indent(line) == line.length();
    }

    /** To the bracket that belongs to the one under the cursor; false if there is none, null if it is none. */
    Boolean bracket(TextBuffer text) {
        String pairs = "(){}[]<>";
        int kind = text.x < text.line().length() ? pairs.indexOf(text.line().charAt(text.x)) : -1;
        if (kind < 0) {
            return null;
        }
        Place partner = Brackets.partner(text.lines(), text.place(), pairs);
        if (partner == null) {
            return false;
        }
        text.go(partner);
        settle(text);
        return true;
    }
}
