package postroom.labs.terminal;

/**
 * A line being edited: its text, the cursor, and what can be undone.
 *
 * <p>Positions are indexes of UTF-16 units and never fall inside a character; a character takes its combining marks
 * along. A byte that is not UTF-8 is kept as an {@link Utf8#stray stray}.
 */
final class EditLine {
    /** No line is longer, in UTF-16 units; what would exceed it is refused. */
    static final int LIMIT = 32_768;

    private final StringBuilder text = new StringBuilder(0);
    private int cursor;
    private UndoLog undo = new UndoLog();

    CharSequence text() {
        return text;
    }

    String string() {
        return text.toString();
    }

    String string(int from, int to) {
        return text.substring(from, to);
    }

    int length() {
        return text.length();
    }

    int cursor() {
        return cursor;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    void moveTo(int position) {
        cursor = Math.max(0, Math.min(position, text.length()));
    }

    /** Inserts at the cursor, which then stands behind it; false if the line would become too long. */
    boolean insert(String added) {
        if (text.length() + added.length() > LIMIT) {
            return false;
        }
        text.insert(cursor, added);
        undo.inserted(cursor, added);
        cursor += added.length();
        return true;
    }

    /** Removes a part; the cursor keeps its place in what is left. */
    String delete(int from, int to) {
        String removed = text.substring(from, to);
        if (!removed.isEmpty()) {
            text.delete(from, to);
            undo.deleted(from, removed);
            cursor = cursor >= to ? cursor - removed.length() : Math.min(cursor, from);
        }
        return removed;
    }

    /** Replaces a part, as one step for undo; the cursor stands behind it. */
    boolean replace(int from, int to, String by) {
        if (text.length() - (to - from) + by.length() > LIMIT) {
            return false;
        }
        undo.together(() -> {
            delete(from, to);
            moveTo(from);
            insert(by);
        });
        return true;
    }

    /** Takes back the last change; false if there is none. */
    boolean undo() {
        return undo.undo((from, to, put) -> {
            text.replace(from, to, put);
            cursor = from + put.length();
        });
    }

    /** Begins anew with another text, the cursor at its end, and nothing to undo. */
    void reset(String newText, UndoLog newUndo) {
        text.setLength(0);
        if (newText.isEmpty()) {
            text.trimToSize();
        }
        text.append(newText);
        cursor = text.length();
        undo = newUndo;
    }

    UndoLog undoLog() {
        return undo;
    }

    /** The position one character before {@code position}; 0 at the start. */
    int before(int position) {
        int at = position;
        while (at > 0) {
            int c = Character.codePointBefore(text, at);
            at -= Character.charCount(c);
            if (!combines(c)) {
                break;
            }
        }
        return at;
    }

    /** The position one character behind {@code position}. */
    int after(int position) {
        int at = position;
        if (at < text.length()) {
            at += Character.charCount(Character.codePointAt(text, at));
        }
        while (at < text.length() && combines(Character.codePointAt(text, at))) {
            at += Character.charCount(Character.codePointAt(text, at));
        }
        return at;
    }

    /** Where the word that ends before {@code position} begins; a word is letters and digits. */
    int wordStart(int position) {
        int at = position;
        while (at > 0 && !inWord(before(at))) {
            at = before(at);
        }
        while (at > 0 && inWord(before(at))) {
            at = before(at);
        }
        return at;
    }

    /** Where the word that begins behind {@code position} ends. */
    int wordEnd(int position) {
        int at = position;
        while (at < text.length() && !inWord(at)) {
            at = after(at);
        }
        while (at < text.length() && inWord(at)) {
            at = after(at);
        }
        return at;
    }

    /** Where the run of non-blanks that ends before {@code position} begins. */
    int blankWordStart(int position) {
        int at = position;
        while (at > 0 && isBlank(text.charAt(at - 1))) {
            at--;
        }
        while (at > 0 && !isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private boolean inWord(int position) {
        return Character.isLetterOrDigit(Character.codePointAt(text, position));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean combines(int c) {
        return c >= 0x300 && CharWidth.of(c) == 0;
    }
}
