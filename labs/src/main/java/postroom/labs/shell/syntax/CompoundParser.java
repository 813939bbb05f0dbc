package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the commands that begin with a keyword or a parenthesis. Source: bash(1), Compound Commands. */
final class CompoundParser {
    private static final Set<String> BASH_ONLY = Set.of("select", "function", "[[", "]]", "coproc");

    private final Parser parser;
    private final Lexer lexer;

    CompoundParser(Parser parser, Lexer lexer) {
        this.parser = parser;
        this.lexer = lexer;
    }

    /** The compound command at the cursor, or empty if a simple one stands there. */
    Optional<Command> read() {
        Token token = parser.peek();
        if (token.is("(")) {
            return Optional.of(parenthesis(token));
        }
        if (token.kind() != Token.Kind.WORD) {
            return Optional.empty();
        }
        String word = token.word().plain().orElse("");
        if (parser.dash() && BASH_ONLY.contains(word)) {
            return Optional.empty();
        }
        return switch (word) {
            case "if" -> Optional.of(ifCommand());
            case "for" -> Optional.of(forCommand());
            case "select" -> Optional.of(select());
            case "while" -> Optional.of(loop(false));
            case "until" -> Optional.of(loop(true));
            case "case" -> Optional.of(caseCommand());
            case "function" -> Optional.of(namedFunction());
            case "{" -> Optional.of(group());
            case "[[" -> Optional.of(conditional());
            case "coproc" -> Optional.of(coprocess());
            case "then", "else", "elif", "fi", "do", "done", "esac", "}", "]]" -> {
                if (token.isKeyword("]]")) {
                    yield Optional.empty();
                }
                throw parser.unexpected(token);
            }
            default -> Optional.empty();
        };
    }

    private Command parenthesis(Token open) {
        Source source = lexer.source();
        int line = source.line(open.start());
        if (source.peek() == '(' && !parser.dash()) {
            int end = lexer.words().arithmeticEnd(source.pos() + 1);
            if (end >= 0) {
                String text = source.slice(source.pos() + 1, end);
                parser.take();
                source.moveTo(end + 2);
                return new Command.Arithmetic(lexer.words().arithmetic(text, line), line);
            }
        }
        parser.take();
        Command body = parser.compoundList(")");
        expect(")");
        return new Command.Subshell(body);
    }

    private Command ifCommand() {
        List<Command.Branch> branches = new ArrayList<>();
        Optional<Command> otherwise = Optional.empty();
        do {
            parser.take();
            Command condition = parser.compoundList("then");
            keyword("then");
            branches.add(new Command.Branch(condition, parser.compoundList("fi")));
        } while (parser.peek().isKeyword("elif"));
        if (parser.peek().isKeyword("else")) {
            parser.take();
            otherwise = Optional.of(parser.compoundList("fi"));
        }
        keyword("fi");
        return new Command.If(List.copyOf(branches), otherwise);
    }

    private Command loop(boolean until) {
        parser.take();
        Command condition = parser.compoundList("do");
        return new Command.Loop(condition, doBody(), until);
    }

    private Command doBody() {
        keyword("do");
        Command body = parser.compoundList("done");
        keyword("done");
        return body;
    }

    private Command forCommand() {
        Token start = parser.take();
        int line = lexer.source().line(start.start());
        lexer.assignments(false);
        if (parser.dash() && !isName(parser.peekWord())) {
            throw parser.unexpected(parser.peek()).inDash("Bad for loop variable");
        }
        if (parser.peek().is("(") && lexer.source().peek() == '(') {
            return arithmeticFor(line);
        }
        String name = name();
        Optional<List<Word>> words = inWords();
        return new Command.For(name, words, anyBody(), line);
    }

    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.word()
                        .plain()
                        .filter(it -> it.matches("[A-Za-z_][A-Za-z_0-9]*"))
                        .isPresent();
    }

    private Command select() {
        Token start = parser.take();
        lexer.assignments(false);
        String name = name();
        Optional<List<Word>> words = inWords();
        return new Command.Select(name, words, anyBody(), lexer.source().line(start.start()));
    }

    private String name() {
        Token token = parser.peekWord();
        if (token.kind() != Token.Kind.WORD) {
            throw parser.unexpected(token);
        }
        parser.take();
        return token.word().source();
    }

    /** {@code in words}, up to the separator before {@code do}. */
    private Optional<List<Word>> inWords() {
        lexer.assignments(false);
        while (parser.peek().kind() == Token.Kind.NEWLINE) {
            parser.take();
        }
        if (!parser.peek().isKeyword("in")) {
            if (parser.peek().is(";")) {
                parser.take();
            }
            parser.skipNewlines();
            return Optional.empty();
        }
        parser.take();
        lexer.assignments(false);
        List<Word> words = new ArrayList<>();
        while (parser.peekWord().kind() == Token.Kind.WORD) {
            words.add(parser.take().word());
        }
        Token end = parser.peek();
        if (!end.is(";") && end.kind() != Token.Kind.NEWLINE) {
            throw parser.unexpected(end);
        }
        parser.take();
        parser.skipNewlines();
        return Optional.of(List.copyOf(words));
    }

    private Command anyBody() {
        if (parser.peek().isKeyword("{")) {
            return ((Command.Group) group()).body();
        }
        return doBody();
    }

    private Command arithmeticFor(int line) {
        Source source = lexer.source();
        int from = source.pos() + 1;
        int end = lexer.words().arithmeticEnd(from);
        if (end < 0) {
            throw SyntaxError.near(line, "syntax error near `(('");
        }
        List<String> parts = splitAtSemicolons(source.slice(from, end));
        if (parts.size() != 3) {
            throw SyntaxError.near(line, "syntax error: arithmetic expression required");
        }
        parser.take();
        source.moveTo(end + 2);
        WordReader words = lexer.words();
        if (parser.peek().is(";")) {
            parser.take();
        }
        parser.skipNewlines();
        return new Command.ForArithmetic(
                words.arithmetic(parts.get(0).strip(), line),
                words.arithmetic(parts.get(1).strip(), line),
                words.arithmetic(parts.get(2).strip(), line),
                anyBody(),
                line);
    }

    private static List<String> splitAtSemicolons(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int semicolon = text.indexOf(';'); semicolon >= 0; semicolon = text.indexOf(';', from)) {
            parts.add(text.substring(from, semicolon));
            from = semicolon + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private Command caseCommand() {
        Token start = parser.take();
        lexer.assignments(false);
        Token subject = parser.peekWord();
        if (subject.kind() != Token.Kind.WORD) {
            throw parser.unexpected(subject);
        }
        parser.take();
        lexer.assignments(false);
        while (parser.peek().kind() == Token.Kind.NEWLINE) {
            parser.take();
        }
        lexer.assignments(false);
        keyword("in");
        List<Command.Clause> clauses = new ArrayList<>();
        while (true) {
            lexer.assignments(false);
            while (parser.peek().kind() == Token.Kind.NEWLINE) {
                parser.take();
            }
            if (parser.peek().isKeyword("esac")) {
                parser.take();
                break;
            }
            clauses.add(clause());
        }
        return new Command.Case(
                subject.word(), List.copyOf(clauses), lexer.source().line(start.start()));
    }

    private Command.Clause clause() {
        lexer.assignments(false);
        if (parser.peek().is("(")) {
            parser.take();
        }
        List<Word> patterns = new ArrayList<>();
        while (true) {
            lexer.assignments(false);
            Token pattern = parser.peekWord();
            if (pattern.kind() != Token.Kind.WORD) {
                throw parser.unexpected(pattern);
            }
            patterns.add(parser.take().word());
            if (!parser.peek().is("|")) {
                break;
            }
            parser.take();
        }
        expect(")");
        parser.skipNewlines();
        Optional<Command> body = Optional.empty();
        if (terminator(parser.peek()).isEmpty() && !parser.peek().isKeyword("esac")) {
            body = Optional.of(parser.compoundList("esac"));
        }
        Optional<Command.Terminator> terminator = terminator(parser.peek());
        if (terminator.isPresent()) {
            lexer.assignments(false);
            parser.take();
        } else if (!parser.peek().isKeyword("esac")) {
            throw parser.unexpected(parser.peek());
        }
        return new Command.Clause(List.copyOf(patterns), body, terminator.orElse(Command.Terminator.BREAK));
    }

    private static Optional<Command.Terminator> terminator(Token token) {
        for (Command.Terminator terminator : Command.Terminator.values()) {
            if (token.is(terminator.text())) {
                return Optional.of(terminator);
            }
        }
        return Optional.empty();
    }

    private Command group() {
        parser.take();
        Command body = parser.compoundList("}");
        keyword("}");
        return new Command.Group(body);
    }

    private Command namedFunction() {
        Token start = parser.take();
        lexer.assignments(false);
        String name = name();
        if (parser.peek().is("(")) {
            parser.take();
            expect(")");
        }
        return function(name, lexer.source().line(start.start()));
    }

    /** The body of a function; the cursor is behind its name and parentheses. */
    Command function(String name, int line) {
        parser.skipNewlines();
        Token token = parser.peek();
        lexer.source().enter();
        Command body = read().orElseGet(() -> {
            if (parser.dash()) {
                return parser.command();
            }
            throw parser.unexpected(token);
        });
        lexer.source().leave();
        List<Redirection> redirections = parser.redirections();
        Command whole = redirections.isEmpty() ? body : new Command.Redirected(body, redirections);
        return new Command.Function(name, whole, line);
    }

    private Command coprocess() {
        Token start = parser.take();
        int line = lexer.source().line(start.start());
        lexer.assignments(true);
        Token first = parser.peek();
        Optional<String> plain = first.kind() == Token.Kind.WORD ? first.word().plain() : Optional.empty();
        if (plain.isPresent() && startsCompound(first, plain.get())) {
            return new Command.Coprocess("COPROC", parser.command(), line);
        }
        if (plain.isPresent()) {
            parser.take();
            Token second = parser.peek();
            Optional<String> word =
                    second.kind() == Token.Kind.WORD ? second.word().plain() : Optional.empty();
            if (second.is("(") || word.isPresent() && startsCompound(second, word.get())) {
                return new Command.Coprocess(plain.get(), parser.command(), line);
            }
            parser.rewind(first);
        }
        return new Command.Coprocess("COPROC", parser.command(), line);
    }

    private static boolean startsCompound(Token token, String word) {
        return switch (word) {
            case "if", "for", "select", "while", "until", "case", "{", "[[" -> true;
            default -> token.is("(");
        };
    }

    private Command conditional() {
        Token start = parser.take();
        lexer.assignments(false);
        Condition condition = new ConditionParser(parser, lexer).read();
        lexer.assignments(false);
        return new Command.Conditional(condition, lexer.source().line(start.start()));
    }

    private void expect(String operator) {
        if (!parser.peek().is(operator)) {
            throw parser.unexpected(parser.peek(), operator);
        }
        parser.take();
    }

    private void keyword(String word) {
        if (!parser.peek().isKeyword(word)) {
            throw parser.unexpected(parser.peek(), word);
        }
        parser.take();
    }
}
