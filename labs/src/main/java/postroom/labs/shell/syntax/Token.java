package postroom.labs.shell.syntax;

/**
 * What the {@link Lexer} hands to the {@link Parser}.
 *
 * @param text operators as they are written; digits of a number; the name of a descriptor variable
 * @param start where it begins in the source
 */
record Token(Kind kind, String text, Word word, Assignment assignment, int start, int end) {

    enum Kind {
        WORD,
        ASSIGNMENT,
        /** Digits directly before a redirection. */
        NUMBER,
        /** <code>{name}</code> directly before a redirection. */
        VARIABLE,
        OPERATOR,
        NEWLINE,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && word.plain().filter(keyword::equals).isPresent();
    }

    /** As a syntax error names it. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "newline";
            case WORD -> word.source();
            case ASSIGNMENT -> assignment.source();
            default -> text;
        };
    }
}
