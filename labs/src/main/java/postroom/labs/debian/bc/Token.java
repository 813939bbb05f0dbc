package postroom.labs.debian.bc;

/**
 * A token.
 *
 * @param text of a name, number, string or operator
 */
record Token(Kind kind, String text) {
    /** The kinds; those in lower case in the language are keywords. */
    enum Kind {
        END,
        NEWLINE,
        STRING,
        NAME,
        NUMBER,
        AND,
        OR,
        NOT,
        ASSIGN,
        RELATION,
        STEP,
        /** A single character: operators, brackets, separators. */
        SIGN,
        DEFINE,
        BREAK,
        QUIT,
        LENGTH,
        RETURN,
        FOR,
        IF,
        WHILE,
        SQRT,
        SCALE,
        IBASE,
        OBASE,
        AUTO,
        ELSE,
        READ,
        RANDOM,
        HALT,
        LAST,
        VOID,
        HISTORY,
        WARRANTY,
        CONTINUE,
        PRINT,
        LIMITS
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isSign(char wanted) {
        return kind == Kind.SIGN && text.charAt(0) == wanted;
    }
}
