package postroom.labs.debian.dovecot.sieve.syntax;

/**
 * A word of the language.
 *
 * @param text of an identifier, a tag (without its colon) or a string
 * @param number of a number; an unsigned one of 64 bits
 */
record Token(Type type, int line, String text, long number) {

    /** Its kinds, with the names that complaints give them. */
    enum Type {
        EOF("end of file"),
        ERROR("error token"),
        GARBAGE("unknown characters"),
        NUMBER("number"),
        IDENTIFIER("identifier"),
        TAG("tag"),
        STRING("string"),
        LBRACKET("'('"),
        RBRACKET("')'"),
        LCURLY("'{'"),
        RCURLY("'}'"),
        LSQUARE("'['"),
        RSQUARE("']'"),
        SEMICOLON("';'"),
        COMMA("','"),
        SLASH("'/'"),
        COLON("':'");

        final String description;

        Type(String description) {
            this.description = description;
        }
    }

    static Token of(Type type, int line) {
        return new Token(type, line, "", 0);
    }
}
