package postroom.labs.shell.syntax;

/** Text in which only expansions are alive, as between double quotes: prompts. */
public final class QuotedText {
    private QuotedText() {}

    /** The text as a word; throws {@link SyntaxError} if an expansion has no end. */
    public static Word parse(String text, SyntaxOptions options) {
        Lexer lexer = new Lexer(new Source(text, true, 1, 0), options);
        return lexer.words().rest(WordReader.Quoting.HERE_DOCUMENT);
    }
}
