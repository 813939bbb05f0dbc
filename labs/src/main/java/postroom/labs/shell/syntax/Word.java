package postroom.labs.shell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A word before expansion: what stands between two metacharacters, cut into its parts.
 *
 * @param parts in order; empty only for the empty value of an assignment
 * @param source the text as it was typed, for {@code jobs}, {@code declare -f} and messages
 */
public record Word(List<WordPart> parts, String source) {

    /** A word of plain unquoted text. */
    public static Word literal(String text) {
        return new Word(text.isEmpty() ? List.of() : List.of(new WordPart.Literal(text)), text);
    }

    /** A word whose text is taken as it is, whatever characters it has. */
    public static Word quoted(String text) {
        return new Word(List.of(new WordPart.Quoted(text)), text);
    }

    /** The text if nothing in it is quoted or expanded: only such a word can be a keyword or an alias. */
    public Optional<String> plain() {
        if (parts.size() == 1 && parts.get(0) instanceof WordPart.Literal literal) {
            return Optional.of(literal.text());
        }
        return Optional.empty();
    }

    /** The word with its quotes taken off and nothing expanded, as the delimiter of a here-document is read. */
    public String unquoted() {
        StringBuilder text = new StringBuilder();
        for (WordPart part : parts) {
            unquote(part, text);
        }
        return text.toString();
    }

    /** Whether any part is quoted. */
    public boolean hasQuotes() {
        return parts.stream().anyMatch(p -> p instanceof WordPart.Quoted || p instanceof WordPart.DoubleQuoted);
    }

    private static void unquote(WordPart part, StringBuilder text) {
        if (part instanceof WordPart.Literal literal) {
            text.append(literal.text());
        } else if (part instanceof WordPart.Quoted quoted) {
            text.append(quoted.text());
        } else if (part instanceof WordPart.DoubleQuoted quoted) {
            quoted.parts().forEach(inner -> unquote(inner, text));
        } else {
            text.append(part.source());
        }
    }
}
