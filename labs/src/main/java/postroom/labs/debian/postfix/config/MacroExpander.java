package postroom.labs.debian.postfix.config;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Expands {@code $name}, {@code ${name}}, {@code $(name)}, {@code ${name?text}}, {@code ${name:text}},
 * {@code ${name?{text}:{text}}} and {@code ${{left} == {right} ? {text} : {text}}}; {@code $$} stands for {@code $}
 * ({@code postconf(5)}). A name without a value expands to nothing.
 *
 * <p>Values are expanded in turn, to a depth of 100. Whatever is wrong is reported once and thrown as {@link Broken}.
 */
public final class MacroExpander {
    private static final int MAX_NESTING = 100;

    private final Function<String, Optional<String>> values;
    private final Consumer<String> warn;
    private final boolean recurse;
    private int nesting;

    /** The text has no meaning; what is wrong has been reported. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("macro processing error", null, false, false);
        }
    }

    /**
     * Expands with these values.
     *
     * @param values a name's unexpanded value
     * @param warn gets the text of warnings
     * @param recurse whether values are expanded as well
     */
    public MacroExpander(Function<String, Optional<String>> values, Consumer<String> warn, boolean recurse) {
        this.values = values;
        this.warn = warn;
        this.recurse = recurse;
    }

    /** Expands {@code text}. */
    public String expand(String text) throws Broken {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$') {
                out.append(c);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '$') {
                out.append('$');
                at += 2;
            } else {
                at = macro(text, at + 1, out);
            }
        }
        return out.toString();
    }

    /** Appends the macro whose text begins behind a dollar sign; gives the position behind it. */
    private int macro(String text, int from, StringBuilder out) throws Broken {
        char open = from < text.length() ? text.charAt(from) : 0;
        if (open != '{' && open != '(') {
            int end = from;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            out.append(value(name(text, from, end)));
            return end;
        }
        int close = balanced(text, from, open, open == '{' ? '}' : ')');
        if (close < 0) {
            throw broken("truncated macro reference: \"" + text + "\"");
        }
        if (close == from + 1) {
            throw broken("empty macro name: \"" + text + "\"");
        }
        out.append(reference(text.substring(from + 1, close)));
        return close + 1;
    }

    private String name(String text, int from, int end) throws Broken {
        if (end == from) {
            throw broken("empty macro name: \"" + text + "\"");
        }
        return text.substring(from, end);
    }

    private static boolean isNamePart(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private static int balanced(String text, int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == open) {
                depth++;
            } else if (text.charAt(i) == close && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The value of what stands between the braces. */
    private String reference(String inside) throws Broken {
        Cursor cursor = new Cursor(inside);
        cursor.skipBlanks();
        boolean holds;
        String name = null;
        if (cursor.at('{')) {
            holds = relation(cursor);
        } else {
            name = cursor.take(c -> isNamePart((char) c) || c == '.' || c == '-');
            holds = !values.apply(name).orElse("").isEmpty();
        }
        cursor.skipBlanks();
        if (cursor.atEnd() && name != null) {
            return value(name);
        }
        if (cursor.at('?')) {
            return choice(cursor, holds);
        }
        if (cursor.at(':') && name != null) {
            cursor.position++;
            String text = alternative(cursor);
            return holds ? "" : expand(text);
        }
        throw broken((name == null ? "\"?\" expected" : "attribute name syntax error") + " at: " + cursor.shown());
    }

    private String choice(Cursor cursor, boolean holds) throws Broken {
        cursor.position++;
        int before = cursor.position;
        cursor.skipBlanks();
        if (!cursor.at('{')) {
            cursor.position = before;
            return holds ? expand(cursor.rest()) : "";
        }
        String yes = cursor.block(this);
        cursor.skipBlanks();
        String no = "";
        if (!cursor.atEnd()) {
            if (!cursor.at(':')) {
                throw broken("\":\" expected at: " + cursor.shown());
            }
            cursor.position++;
            no = alternative(cursor);
        }
        return expand(holds ? yes : no);
    }

    private String alternative(Cursor cursor) throws Broken {
        int before = cursor.position;
        cursor.skipBlanks();
        if (!cursor.at('{')) {
            cursor.position = before;
            return cursor.rest();
        }
        String text = cursor.block(this);
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            throw broken("unexpected input at: " + cursor.shown());
        }
        return text;
    }

    private boolean relation(Cursor cursor) throws Broken {
        String left = expand(cursor.block(this));
        cursor.skipBlanks();
        String operator = cursor.peekOperator();
        Relation.Comparison relation = Relation.of(operator)
                .orElseThrow(() -> broken("\"==\" or \"!=\"\" or \"<\"\" or \"<=\"\" or \">=\"\" or \">\" expected at: "
                        + cursor.shown()));
        cursor.position += operator.length();
        cursor.skipBlanks();
        if (!cursor.at('{')) {
            throw broken("\"{expression}\" expected at: " + cursor.shown());
        }
        String right = expand(cursor.block(this));
        return relation.holds(left, right);
    }

    private String value(String name) throws Broken {
        String raw = values.apply(name).orElse("");
        if (!recurse || raw.indexOf('$') < 0) {
            return raw;
        }
        if (++nesting > MAX_NESTING) {
            throw broken("unreasonable macro call nesting: \"" + name + "\"");
        }
        String expanded = expand(raw);
        nesting--;
        return expanded;
    }

    private Broken broken(String message) {
        warn.accept(message);
        return new Broken();
    }

    /** A place in the text of one reference. */
    private static final class Cursor {
        private final String text;
        private int position;
        /** Where the last thing that was read began: error messages show from there. */
        private int last;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return position >= text.length();
        }

        boolean at(char c) {
            return position < text.length() && text.charAt(position) == c;
        }

        void skipBlanks() {
            while (!atEnd() && LogicalLines.isBlank(text.charAt(position))) {
                position++;
            }
        }

        String take(java.util.function.IntPredicate part) {
            last = position;
            while (!atEnd() && part.test(text.charAt(position))) {
                position++;
            }
            return text.substring(last, position);
        }

        /** The text of a block in braces, without the white space at its ends. */
        String block(MacroExpander owner) throws Broken {
            int close = balanced(text, position, '{', '}');
            if (close < 0) {
                throw owner.broken("\"}\" expected at: " + shown());
            }
            String inside = text.substring(position + 1, close);
            last = position + 1;
            position = close + 1;
            return inside.strip();
        }

        String peekOperator() {
            int end = position;
            while (end < text.length() && "=!<>".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            String level = "level";
            return text.startsWith(level, end) && end > position
                    ? text.substring(position, end + level.length())
                    : text.substring(position, end);
        }

        String rest() {
            String rest = text.substring(position);
            position = text.length();
            return rest;
        }

        String shown() {
            String rest = text.substring(position);
            return "\"..." + text.substring(last, position) + ">>>"
                    + (rest.length() > 20 ? rest.substring(0, 20) : rest) + "\"";
        }
    }
}
