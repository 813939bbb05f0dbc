package postroom.labs.shell.syntax;

import java.util.List;

/**
 * Reads words: quotes, expansions, and text up to whatever ends the word. Source: bash(1), QUOTING and EXPANSION.
 *
 * <p>{@code $(…)} holds commands, so this class and {@link Parser} call each other; {@link Source} counts the depth.
 */
final class WordReader {
    private final Source source;
    private final Lexer lexer;

    WordReader(Source source, Lexer lexer) {
        this.source = source;
        this.lexer = lexer;
    }

    /** What quoting characters mean where the cursor stands. */
    enum Quoting {
        /** All of them work. */
        NONE,
        /** Inside {@code "…"}. */
        DOUBLE,
        /** The operand of <code>${v:-…}</code> inside {@code "…"}: single quotes are plain. */
        OPERAND_IN_DOUBLE,
        /** A here-document: double quotes are plain, too. */
        HERE_DOCUMENT,
        /** {@code $((…))}: double quotes vanish. */
        ARITHMETIC
    }

    /** Tells at which character reading ends. */
    interface Stop {
        boolean at(int c);
    }

    /** A word of a command, ended by an unquoted metacharacter or the end of the text. */
    Word word() {
        int start = source.pos();
        List<WordPart> parts = parts(this::endsWord, Quoting.NONE, '\0');
        return new Word(parts, source.since(start));
    }

    /** A word that ends at {@code stop}; running over the end of the text means that {@code closer} is missing. */
    Word until(Stop stop, Quoting quoting, char closer) {
        int start = source.pos();
        List<WordPart> parts = parts(stop, quoting, closer);
        return new Word(parts, source.since(start));
    }

    /** All text that is left. */
    Word rest(Quoting quoting) {
        int start = source.pos();
        List<WordPart> parts = parts(c -> false, quoting, '\0');
        return new Word(parts, source.since(start));
    }

    private boolean endsWord(int c) {
        return switch (c) {
            case ' ', '\t', '\n', ';', '&', '|', '(', ')' -> true;
            case '<', '>' -> lexer.dash() || source.peek(1) != '(';
            default -> false;
        };
    }

    private List<WordPart> parts(Stop stop, Quoting quoting, char closer) {
        source.enter();
        int start = source.pos();
        WordParts parts = new WordParts();
        while (true) {
            source.skipContinuations();
            int c = source.peek();
            if (c == Source.END) {
                if (closer != '\0') {
                    throw source.missing(closer, start);
                }
                break;
            }
            if (quoting == Quoting.NONE && lexer.extendedGlobs() && isExtendedGlob(c)) {
                extendedGlob(parts);
                continue;
            }
            if (stop.at(c)) {
                break;
            }
            part(c, quoting, parts);
        }
        source.leave();
        return parts.finish();
    }

    private void part(int c, Quoting quoting, WordParts parts) {
        switch (c) {
            case '\\' -> backslash(quoting, parts);
            case '\'' -> {
                if (quoting == Quoting.NONE) {
                    parts.add(new WordPart.Quoted(singleQuoted()));
                } else {
                    parts.text(source.next());
                }
            }
            case '"' -> doubleQuote(quoting, parts);
            case '`' -> parts.add(backquoted(quoting));
            case '$' -> dollar(quoting, parts);
            case '<', '>' -> {
                if (quoting == Quoting.NONE && source.peek(1) == '(' && !lexer.dash()) {
                    parts.add(processSubstitution());
                } else {
                    parts.text(source.next());
                }
            }
            default -> parts.text(source.next());
        }
    }

    private boolean isExtendedGlob(int c) {
        return (c == '?' || c == '*' || c == '+' || c == '@' || c == '!') && source.peek(1) == '(';
    }

    private void extendedGlob(WordParts parts) {
        int start = source.pos();
        parts.text(source.next());
        parts.text(source.next());
        while (source.peek() != ')') {
            int c = source.peek();
            if (c == Source.END) {
                throw source.missing(')', start);
            }
            if (isExtendedGlob(c)) {
                source.enter();
                extendedGlob(parts);
                source.leave();
            } else {
                part(c, Quoting.NONE, parts);
            }
        }
        parts.text(source.next());
    }

    private void backslash(Quoting quoting, WordParts parts) {
        int next = source.peek(1);
        boolean escapes = switch (quoting) {
            case NONE -> next != Source.END;
            case DOUBLE, ARITHMETIC -> next == '$' || next == '`' || next == '"' || next == '\\';
            case OPERAND_IN_DOUBLE -> next == '$' || next == '`' || next == '"' || next == '\\' || next == '}';
            case HERE_DOCUMENT -> next == '$' || next == '`' || next == '\\';
        };
        source.next();
        if (escapes) {
            parts.add(new WordPart.Quoted(String.valueOf((char) source.next())));
        } else {
            parts.text('\\');
        }
    }

    private String singleQuoted() {
        int start = source.pos();
        source.next();
        int from = source.pos();
        while (source.peek() != '\'') {
            if (source.next() == Source.END) {
                throw source.missing('\'', start);
            }
        }
        String text = source.since(from);
        source.next();
        return text;
    }

    private void doubleQuote(Quoting quoting, WordParts parts) {
        if (quoting == Quoting.HERE_DOCUMENT || quoting == Quoting.DOUBLE) {
            parts.text(source.next());
        } else if (quoting == Quoting.ARITHMETIC) {
            source.next();
        } else {
            parts.add(doubleQuoted());
        }
    }

    private WordPart.DoubleQuoted doubleQuoted() {
        source.next();
        List<WordPart> inner = parts(c -> c == '"', Quoting.DOUBLE, '"');
        source.next();
        return new WordPart.DoubleQuoted(inner);
    }

    private WordPart backquoted(Quoting quoting) {
        int start = source.pos();
        source.next();
        StringBuilder text = new StringBuilder();
        while (source.peek() != '`') {
            int c = source.next();
            if (c == Source.END) {
                throw source.missing('`', start);
            }
            int next = source.peek();
            boolean escaped = next == '\\'
                    || next == '`'
                    || next == '$'
                    || next == '"' && (quoting == Quoting.DOUBLE || quoting == Quoting.OPERAND_IN_DOUBLE);
            if (c == '\\' && escaped) {
                text.append((char) source.next());
            } else {
                text.append((char) c);
            }
        }
        source.next();
        return new WordPart.Backquoted(text.toString());
    }

    private void dollar(Quoting quoting, WordParts parts) {
        int next = source.peek(1);
        if ((next == '\'' || next == '"' || next == '[') && lexer.dash()) {
            parts.text(source.next());
        } else if (next == '\'' && quoting == Quoting.NONE) {
            parts.add(new WordPart.Quoted(ansiQuoted()));
        } else if (next == '"' && quoting == Quoting.NONE) {
            source.next();
            parts.add(doubleQuoted());
        } else if (next == '{') {
            parts.add(new ParameterReader(source, this).read(quoting));
        } else if (next == '(') {
            parts.add(parenthesised());
        } else if (next == '[') {
            parts.add(oldArithmetic());
        } else if (isNameStart(next)) {
            source.next();
            parts.add(WordPart.Parameter.plain(name()));
        } else if (next != Source.END && "@*#?-$!0123456789".indexOf(next) >= 0) {
            source.next();
            parts.add(WordPart.Parameter.plain(String.valueOf((char) source.next())));
        } else {
            parts.text(source.next());
        }
    }

    private String ansiQuoted() {
        int start = source.pos();
        source.skip(2);
        int from = source.pos();
        while (source.peek() != '\'') {
            int c = source.next();
            if (c == Source.END) {
                throw source.missing('\'', start);
            }
            if (c == '\\') {
                source.next();
            }
        }
        String text = source.since(from);
        source.next();
        return AnsiQuote.decode(text);
    }

    private WordPart parenthesised() {
        int start = source.pos();
        if (source.peek(2) == '(') {
            int end = arithmeticEnd(start + 3);
            if (end >= 0) {
                String text = source.slice(start + 3, end);
                source.moveTo(end + 2);
                return new WordPart.Arithmetic(arithmetic(text, source.line(start)), source.since(start));
            }
            if (lexer.dash()) {
                throw source.missing(')', start).inDash("Missing '))'");
            }
        }
        source.skip(2);
        Command body = lexer.nested(')', start);
        return new WordPart.CommandSubstitution(body, source.since(start));
    }

    private WordPart processSubstitution() {
        int start = source.pos();
        boolean reads = source.peek() == '<';
        source.skip(2);
        Command body = lexer.nested(')', start);
        return new WordPart.ProcessSubstitution(reads, body, source.since(start));
    }

    private WordPart oldArithmetic() {
        int start = source.pos();
        source.skip(2);
        int from = source.pos();
        int open = 1;
        while (open > 0) {
            int c = source.next();
            if (c == Source.END) {
                throw source.missing(']', start);
            }
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        String text = source.slice(from, source.pos() - 1);
        return new WordPart.Arithmetic(arithmetic(text, source.line(start)), source.since(start));
    }

    /** The text of an arithmetic expression as a word whose expansions are still to be done. */
    Word arithmetic(String text, int line) {
        Source inner = new Source(text, true, line, source.depth());
        return new Lexer(inner, lexer.options()).words().rest(Quoting.ARITHMETIC);
    }

    /**
     * Where the {@code ))} stands that ends the arithmetic begun before {@code from}, or −1 if the parentheses belong to
     * commands. Looks at characters only, so that nested ones are not parsed twice at each level.
     */
    int arithmeticEnd(int from) {
        int back = source.pos();
        source.moveTo(from);
        try {
            return new ArithmeticEnd(source).find();
        } finally {
            source.moveTo(back);
        }
    }

    /** An identifier at the cursor; empty if there is none. */
    String name() {
        int start = source.pos();
        if (isNameStart(source.peek())) {
            while (isNamePart(source.peek())) {
                source.next();
            }
        }
        return source.since(start);
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isNamePart(int c) {
        return isNameStart(c) || c >= '0' && c <= '9';
    }
}
