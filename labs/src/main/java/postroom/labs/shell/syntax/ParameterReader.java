package postroom.labs.shell.syntax;

import java.util.Optional;
import postroom.labs.shell.syntax.WordReader.Quoting;

/**
 * Reads <code>${…}</code>. What does not fit the grammar becomes a {@link WordPart.BadSubstitution}: bash complains only
 * when it expands it. Source: bash(1), Parameter Expansion.
 */
final class ParameterReader {
    private static final String SPECIAL = "@*#?-$!";
    private final Source source;
    private final WordReader words;

    ParameterReader(Source source, WordReader words) {
        this.source = source;
        this.words = words;
    }

    /** The cursor is at the dollar; afterwards it is behind the brace. */
    WordPart read(Quoting quoting) {
        int start = source.pos();
        source.skip(2);
        boolean length = source.peek() == '#' && isPrefix();
        boolean indirect = source.peek() == '!' && isPrefix();
        if (length || indirect) {
            source.next();
        }
        String name = name();
        if (name.isEmpty()) {
            return bad(start, quoting);
        }
        Optional<Word> subscript = Optional.empty();
        if (source.peek() == '[' && (WordReader.isNameStart(name.charAt(0)))) {
            subscript = Optional.of(subscript());
        }
        Optional<ParameterOperation> operation = length ? lengthOperation() : operation(quoting, indirect, subscript);
        if (operation.isEmpty() || source.peek() != '}') {
            return bad(start, quoting);
        }
        source.next();
        boolean keys = operation.get() instanceof ParameterOperation.Keys
                || operation.get() instanceof ParameterOperation.NamesWithPrefix;
        return new WordPart.Parameter(name, subscript, indirect && !keys, operation.get(), source.since(start));
    }

    /** Whether the {@code #} or {@code !} at the cursor stands before a parameter rather than being one. */
    private boolean isPrefix() {
        int next = source.peek(1);
        if (WordReader.isNameStart(next) || next >= '0' && next <= '9' || next == '@' || next == '*') {
            return true;
        }
        if (next == Source.END || SPECIAL.indexOf(next) < 0) {
            return false;
        }
        return source.peek() == '#' ? source.peek(2) == '}' : next != '-' && next != '?';
    }

    private String name() {
        int c = source.peek();
        if (WordReader.isNameStart(c)) {
            return words.name();
        }
        int start = source.pos();
        if (c >= '0' && c <= '9') {
            while (source.peek() >= '0' && source.peek() <= '9') {
                source.next();
            }
        } else if (c != Source.END && SPECIAL.indexOf(c) >= 0) {
            source.next();
        }
        return source.since(start);
    }

    /** What stands between brackets; the cursor is at the first, and afterwards behind the last. */
    Word subscript() {
        int open = source.pos();
        source.next();
        int[] nesting = {0};
        Word word = words.until(
                c -> {
                    if (c == ']' && nesting[0] == 0) {
                        return true;
                    }
                    nesting[0] += c == '[' ? 1 : c == ']' ? -1 : 0;
                    return false;
                },
                Quoting.NONE,
                ']');
        if (source.next() != ']') {
            throw source.missing(']', open);
        }
        return word;
    }

    private Optional<ParameterOperation> lengthOperation() {
        return Optional.of(new ParameterOperation.Length());
    }

    private Optional<ParameterOperation> operation(Quoting quoting, boolean indirect, Optional<Word> subscript) {
        int c = source.peek();
        if (c == '}') {
            return Optional.of(indirect ? keys(subscript) : new ParameterOperation.Value());
        }
        if (indirect && (c == '*' || c == '@') && source.peek(1) == '}') {
            source.next();
            return Optional.of(new ParameterOperation.NamesWithPrefix(c == '@'));
        }
        return switch (c) {
            case ':' -> colon(quoting);
            case '-', '=', '?', '+' -> Optional.of(byDefault(false, quoting));
            case '#', '%' -> Optional.of(trim());
            case '/' -> Optional.of(replace());
            case '^', ',', '~' -> Optional.of(changeCase());
            case '@' -> transform();
            default -> Optional.empty();
        };
    }

    private ParameterOperation keys(Optional<Word> subscript) {
        Optional<String> all = subscript.map(Word::source).filter(s -> s.equals("@") || s.equals("*"));
        return all.isPresent() ? new ParameterOperation.Keys(all.get().equals("@")) : new ParameterOperation.Value();
    }

    private Optional<ParameterOperation> colon(Quoting quoting) {
        int next = source.peek(1);
        if (next == '-' || next == '=' || next == '?' || next == '+') {
            source.next();
            return Optional.of(byDefault(true, quoting));
        }
        source.next();
        Word offset = arithmeticPart(true);
        if (source.peek() != ':') {
            return Optional.of(new ParameterOperation.Substring(offset, Optional.empty()));
        }
        source.next();
        return Optional.of(new ParameterOperation.Substring(offset, Optional.of(arithmeticPart(false))));
    }

    /** An offset ends at a colon unless that belongs to {@code a ? b : c} or to parentheses. */
    private Word arithmeticPart(boolean endsAtColon) {
        int[] open = {0, 0};
        return words.until(
                c -> {
                    if (c == '}' || c == ':' && endsAtColon && open[0] == 0 && open[1] == 0) {
                        return true;
                    }
                    open[0] += c == '?' ? 1 : c == ':' && open[0] > 0 ? -1 : 0;
                    open[1] += c == '(' ? 1 : c == ')' ? -1 : 0;
                    return false;
                },
                Quoting.ARITHMETIC,
                '}');
    }

    private ParameterOperation byDefault(boolean colon, Quoting quoting) {
        char operator = (char) source.next();
        boolean inQuotes = quoting != Quoting.NONE && quoting != Quoting.ARITHMETIC;
        Word word = words.until(c -> c == '}', inQuotes ? Quoting.OPERAND_IN_DOUBLE : Quoting.NONE, '}');
        return new ParameterOperation.Default(operator, colon, word);
    }

    private ParameterOperation trim() {
        char operator = (char) source.next();
        boolean longest = source.peek() == operator;
        if (longest) {
            source.next();
        }
        return new ParameterOperation.Trim(operator == '%', longest, pattern());
    }

    private Word pattern() {
        return words.until(c -> c == '}', Quoting.NONE, '}');
    }

    private ParameterOperation replace() {
        source.next();
        ParameterOperation.Where where = ParameterOperation.Where.FIRST;
        int c = source.peek();
        if (c == '/' || c == '#' || c == '%') {
            source.next();
            where = c == '/'
                    ? ParameterOperation.Where.ALL
                    : c == '#' ? ParameterOperation.Where.PREFIX : ParameterOperation.Where.SUFFIX;
        }
        int first = where == ParameterOperation.Where.ALL ? source.pos() : -1;
        Word pattern = words.until(x -> x == '}' || x == '/' && source.pos() > first, Quoting.NONE, '}');
        Word replacement = Word.literal("");
        if (source.peek() == '/') {
            source.next();
            replacement = pattern();
        }
        return new ParameterOperation.Replace(where, pattern, replacement);
    }

    private ParameterOperation changeCase() {
        char operator = (char) source.next();
        boolean all = source.peek() == operator;
        if (all) {
            source.next();
        }
        Word pattern = pattern();
        return new ParameterOperation.Case(
                operator, all, pattern.parts().isEmpty() ? Optional.empty() : Optional.of(pattern));
    }

    private Optional<ParameterOperation> transform() {
        int operator = source.peek(1);
        if (operator == Source.END || !WordReader.isNameStart(operator) || source.peek(2) != '}') {
            return Optional.empty();
        }
        source.skip(2);
        return Optional.of(new ParameterOperation.Transform((char) operator));
    }

    /** Reads on to the brace that ends the nonsense. */
    private WordPart bad(int start, Quoting quoting) {
        boolean inQuotes = quoting != Quoting.NONE && quoting != Quoting.ARITHMETIC;
        words.until(c -> c == '}', inQuotes ? Quoting.OPERAND_IN_DOUBLE : Quoting.NONE, '}');
        source.next();
        return new WordPart.BadSubstitution(source.since(start));
    }
}
