package postroom.labs.shell.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts text into {@link Token}s. What a character means depends on the place, so the {@link Parser} tells the lexer
 * whether assignments may come; at each newline the bodies of the here-documents asked for before it are read.
 */
final class Lexer {
    /** Longest first within one first character. */
    private static final String[] OPERATORS = {
        "&&", "&>>", "&>", "&", "||", "|&", "|", ";;&", ";;", ";&", ";", "<<<", "<<-", "<<", "<&", "<>", "<", ">>",
        ">&", ">|", ">", "(", ")"
    };

    /** What dash has of them. */
    private static final String[] DASH_OPERATORS = {
        "&&", "&", "||", "|", ";;", ";", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">", "(", ")"
    };

    private final Source source;
    private final SyntaxOptions options;
    private final WordReader words;
    private final Deque<HereDocument> pending = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private final AliasRegions aliases;
    private boolean assignments = true;
    private boolean patternsExtended;

    Lexer(Source source, SyntaxOptions options) {
        this.source = source;
        this.options = options;
        this.words = new WordReader(source, this);
        this.aliases = new AliasRegions(source);
    }

    Source source() {
        return source;
    }

    SyntaxOptions options() {
        return options;
    }

    WordReader words() {
        return words;
    }

    AliasRegions aliases() {
        return aliases;
    }

    /** Warnings about here-documents that the end of the text closed. */
    List<String> warnings() {
        return warnings;
    }

    /** Whether dash's grammar holds. */
    boolean dash() {
        return options.dash();
    }

    boolean extendedGlobs() {
        return patternsExtended || options.extendedGlobs();
    }

    /** Whether {@code name=value} is an assignment in the tokens to come. */
    void assignments(boolean allowed) {
        assignments = allowed;
    }

    boolean assignments() {
        return assignments;
    }

    /** Inside {@code [[ ]]} extended patterns always work. */
    void patternsExtended(boolean on) {
        patternsExtended = on;
    }

    /** The commands of {@code $(…)}, up to {@code closer}. */
    Command nested(char closer, int openedAt) {
        source.enter();
        boolean before = assignments;
        boolean patterns = patternsExtended;
        assignments = true;
        patternsExtended = false;
        Command body = new Parser(this).substitution(closer, openedAt);
        assignments = before;
        patternsExtended = patterns;
        source.leave();
        return body;
    }

    void expectHereDocument(HereDocument document) {
        if (pending.size() >= 16) {
            throw SyntaxError.at(source.line(), "maximum here-document count exceeded");
        }
        pending.add(document);
    }

    Token next() {
        skipBlanks();
        int start = source.pos();
        int c = source.peek();
        if (c == Source.END) {
            readHereDocuments();
            return token(Token.Kind.END, "", start);
        }
        if (c == '\n') {
            source.next();
            readHereDocuments();
            return token(Token.Kind.NEWLINE, "\n", start);
        }
        boolean substitution = !dash() && (c == '<' || c == '>') && source.peek(1) == '(';
        if (!substitution && "&|;<>()".indexOf(c) >= 0) {
            return operator(start);
        }
        Optional<Token> redirected = descriptor(start);
        if (redirected.isPresent()) {
            return redirected.get();
        }
        if (assignments) {
            Optional<Assignment> assignment = assignment();
            if (assignment.isPresent()) {
                return new Token(Token.Kind.ASSIGNMENT, "", null, assignment.get(), start, source.pos());
            }
        }
        Word word = words.word();
        return new Token(Token.Kind.WORD, word.source(), word, null, start, source.pos());
    }

    private Token token(Token.Kind kind, String text, int start) {
        return new Token(kind, text, null, null, start, source.pos());
    }

    private void skipBlanks() {
        while (true) {
            source.skipContinuations();
            int c = source.peek();
            if (c == ' ' || c == '\t') {
                source.next();
            } else if (c == '#') {
                while (source.peek() != '\n' && !source.atEnd()) {
                    source.next();
                }
                return;
            } else {
                return;
            }
        }
    }

    private Token operator(int start) {
        for (String operator : dash() ? DASH_OPERATORS : OPERATORS) {
            if (source.skipIf(operator)) {
                return token(Token.Kind.OPERATOR, operator, start);
            }
        }
        throw SyntaxError.unexpected(source.line(), String.valueOf((char) source.peek()));
    }

    /** {@code 2} of {@code 2>} and <code>{log}</code> of <code>{log}&gt;</code>. */
    private Optional<Token> descriptor(int start) {
        if (source.peek() >= '0' && source.peek() <= '9') {
            while (source.peek() >= '0' && source.peek() <= '9') {
                source.next();
            }
            if (isRedirection()) {
                return Optional.of(token(Token.Kind.NUMBER, source.since(start), start));
            }
        } else if (!dash() && source.peek() == '{' && WordReader.isNameStart(source.peek(1))) {
            source.next();
            String name = words.name();
            if (source.peek() == '[') {
                int open = source.pos();
                while (source.peek() != ']' && source.peek() != '\n' && !source.atEnd()) {
                    source.next();
                }
                source.next();
                name += source.since(open);
            }
            if (source.skipIf("}") && isRedirection()) {
                return Optional.of(token(Token.Kind.VARIABLE, name, start));
            }
        }
        source.moveTo(start);
        return Optional.empty();
    }

    private boolean isRedirection() {
        int c = source.peek();
        return (c == '<' || c == '>') && source.peek(1) != '(';
    }

    private Optional<Assignment> assignment() {
        int start = source.pos();
        String name = words.name();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Word> subscript = Optional.empty();
        if (source.peek() == '[' && !dash()) {
            subscript = Optional.of(new ParameterReader(source, words).subscript());
        }
        boolean append = !dash() && source.peek() == '+' && source.peek(1) == '=';
        if (!append && source.peek() != '=') {
            source.moveTo(start);
            return Optional.empty();
        }
        source.skip(append ? 2 : 1);
        Assignment.Value value;
        if (source.peek() == '(' && subscript.isEmpty() && !dash()) {
            value = array();
        } else {
            value = new Assignment.Scalar(words.word());
        }
        return Optional.of(new Assignment(name, subscript, append, value, source.since(start)));
    }

    private Assignment.Array array() {
        int open = source.pos();
        source.next();
        List<Assignment.Element> elements = new ArrayList<>();
        while (true) {
            skipBlanks();
            int c = source.peek();
            if (c == Source.END) {
                throw source.missing(')', open);
            }
            if (c == '\n') {
                source.next();
            } else if (c == ')') {
                source.next();
                return new Assignment.Array(List.copyOf(elements));
            } else if (";&|(<>".indexOf(c) >= 0 && !((c == '<' || c == '>') && source.peek(1) == '(')) {
                throw SyntaxError.unexpected(
                        source.line(), operator(source.pos()).text());
            } else {
                elements.add(element());
            }
        }
    }

    private Assignment.Element element() {
        int start = source.pos();
        if (source.peek() == '[') {
            Word subscript = new ParameterReader(source, words).subscript();
            boolean append = source.peek() == '+' && source.peek(1) == '=';
            if (append || source.peek() == '=') {
                source.skip(append ? 2 : 1);
                return new Assignment.Element(Optional.of(subscript), append, words.word());
            }
            source.moveTo(start);
        }
        return new Assignment.Element(Optional.empty(), false, words.word());
    }

    private void readHereDocuments() {
        while (!pending.isEmpty()) {
            readHereDocument(pending.poll());
        }
    }

    private void readHereDocument(HereDocument document) {
        int line = source.line();
        StringBuilder body = new StringBuilder();
        while (true) {
            if (source.atEnd()) {
                endsWithoutDelimiter(document);
                break;
            }
            String text = hereLine(document);
            if (text.equals(document.delimiter())) {
                break;
            }
            body.append(text).append('\n');
        }
        String raw = body.toString();
        if (document.quoted()) {
            document.fill(raw, Word.quoted(raw));
        } else {
            Source inner = new Source(raw, true, line, source.depth());
            document.fill(raw, new Lexer(inner, options).words().rest(WordReader.Quoting.HERE_DOCUMENT));
        }
    }

    private void endsWithoutDelimiter(HereDocument document) {
        if (dash() && source.complete()) {
            return;
        }
        String message = "here-document at line " + document.line() + " delimited by end-of-file (wanted `"
                + document.delimiter() + "')";
        if (!source.complete()) {
            throw SyntaxError.incomplete(
                    source.line(), message, new SyntaxError.Delimiter(document.delimiter(), document.stripTabs()));
        }
        boolean ended = source.length() > 0 && source.charAt(source.length() - 1) == '\n';
        warnings.add("line " + (source.line() - (ended ? 1 : 0)) + ": warning: " + message);
    }

    /** One line; in an unquoted document a backslash joins it with the next. */
    private String hereLine(HereDocument document) {
        StringBuilder line = new StringBuilder();
        boolean atStart = true;
        while (true) {
            int c = source.next();
            if (c == Source.END || c == '\n') {
                return line.toString();
            }
            if (atStart && document.stripTabs() && c == '\t') {
                continue;
            }
            atStart = false;
            if (c == '\\' && !document.quoted()) {
                if (source.peek() == '\n') {
                    source.next();
                    continue;
                }
                if (source.peek() != Source.END) {
                    line.append((char) c);
                    c = source.next();
                }
            }
            line.append((char) c);
        }
    }
}
