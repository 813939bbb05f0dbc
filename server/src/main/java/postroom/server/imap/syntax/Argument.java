package postroom.server.imap.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** An argument of a command. Texts have a char for each byte. */
public sealed interface Argument {

    /** A word; {@code NIL} is one, too. */
    record Atom(String text) implements Argument {}

    /** In quotation marks. */
    record Quoted(String text) implements Argument {}

    /** A literal. */
    record Literal(byte[] bytes) implements Argument {}

    /** In parentheses. */
    record Group(List<Argument> items) implements Argument {
        /** Keeps its own copy. */
        public Group {
            items = List.copyOf(items);
        }
    }

    /** The text of an atom, or null. */
    default String atom() {
        return this instanceof Atom it ? it.text : null;
    }

    /** The text of an astring, a char for each byte; null for a list. */
    default String astring() {
        if (this instanceof Atom it) {
            return it.text;
        }
        if (this instanceof Quoted it) {
            return it.text;
        }
        return this instanceof Literal it ? new String(it.bytes, StandardCharsets.ISO_8859_1) : null;
    }

    /** The items of a list, or null. */
    default List<Argument> list() {
        return this instanceof Group it ? it.items : null;
    }

    /** Whether it is an atom of this text in any case. */
    default boolean is(String word) {
        return word.equalsIgnoreCase(atom());
    }
}
