package postroom.labs.shell.syntax;

/**
 * The text of a here-document. It stands behind the line that asks for it, so the {@link Lexer} fills it in after the
 * parser has built the redirection; that is why this is no record.
 */
public final class HereDocument {
    private final String delimiter;
    private final boolean stripTabs;
    private final boolean quoted;
    private final int line;
    private Word body = Word.literal("");
    private String raw = "";

    HereDocument(String delimiter, boolean stripTabs, boolean quoted, int line) {
        this.delimiter = delimiter;
        this.stripTabs = stripTabs;
        this.quoted = quoted;
        this.line = line;
    }

    /** The line that ends it, quotes taken off. */
    public String delimiter() {
        return delimiter;
    }

    /** Whether leading tabs are taken off its lines, {@code <<-}. */
    public boolean stripTabs() {
        return stripTabs;
    }

    /** Whether the delimiter was quoted: then nothing in the body is expanded. */
    public boolean quoted() {
        return quoted;
    }

    int line() {
        return line;
    }

    /** The text, to be expanded as between double quotes. */
    public Word body() {
        return body;
    }

    /** The text as it was typed, ending in a newline unless empty. */
    public String raw() {
        return raw;
    }

    void fill(String text, Word parsed) {
        raw = text;
        body = parsed;
    }
}
