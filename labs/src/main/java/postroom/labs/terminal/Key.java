package postroom.labs.terminal;

/**
 * One key of the student's, or one paste.
 *
 * @param kind what it is
 * @param value the character, the bytes of the key (escape sequences as they came), or the pasted text
 */
record Key(Kind kind, String value) {
    enum Kind {
        /** A printable character. */
        TEXT,
        /** A control character, or a sequence that begins with ESC. */
        CONTROL,
        /** What came between the marks of a bracketed paste. */
        PASTE
    }

    static Key text(String character) {
        return new Key(Kind.TEXT, character);
    }

    static Key control(String sequence) {
        return new Key(Kind.CONTROL, sequence);
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean is(String sequence) {
        return kind == Kind.CONTROL && value.equals(sequence);
    }
}
