package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recursive descent over the tokens: lists and pipelines; {@link SimpleCommandParser} and {@link CompoundParser} read the
 * commands in them. One call of {@link #next()} reads one complete command line, so that what it does (aliases,
 * {@code shopt extglob}) has a say in how the next is read. Source: bash(1), SHELL GRAMMAR.
 */
public final class Parser {
    private final Lexer lexer;
    private final CompoundParser compounds;
    private final RedirectionParser redirections;
    private final SimpleCommandParser simple;
    private Token peeked;
    private boolean failed;

    /**
     * A parser over text.
     *
     * @param complete no more text can come; otherwise an unfinished command is {@link SyntaxError#incomplete()}
     * @param firstLine the number of the text's first line
     */
    public Parser(String text, SyntaxOptions options, boolean complete, int firstLine) {
        this(new Lexer(new Source(text, complete, firstLine, 0), options));
    }

    /** A parser over all of a text. */
    public Parser(String text, SyntaxOptions options) {
        this(text, options, true, 1);
    }

    Parser(Lexer lexer) {
        this.lexer = lexer;
        this.compounds = new CompoundParser(this, lexer);
        this.redirections = new RedirectionParser(this, lexer);
        this.simple = new SimpleCommandParser(this, lexer, compounds, redirections);
    }

    /** The next command line, or empty at the end of the text; blank lines are skipped. */
    public Optional<Command> next() {
        if (failed) {
            return Optional.empty();
        }
        try {
            return readUnit();
        } catch (SyntaxError e) {
            failed = true;
            throw e;
        }
    }

    /** The line that {@link SyntaxError#line()} names, as it was typed. */
    public String lineText(int line) {
        return lexer.source().lineText(line);
    }

    /** How many characters have been read; what follows belongs to later commands. */
    public int position() {
        return lexer.source().pos();
    }

    /** What was read since a position. */
    public String text(int from) {
        Source source = lexer.source();
        return from <= source.pos() ? source.slice(from, source.pos()) : "";
    }

    /** The number of the line the cursor is on. */
    public int line() {
        return lexer.source().line();
    }

    /** What was odd but no error, each without the shell's name before it; given once. */
    public List<String> takeWarnings() {
        List<String> taken = List.copyOf(lexer.warnings());
        lexer.warnings().clear();
        return taken;
    }

    private Optional<Command> readUnit() {
        lexer.assignments(true);
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
        }
        if (peek().kind() == Token.Kind.END) {
            return Optional.empty();
        }
        List<Command.Item> items = new ArrayList<>();
        while (true) {
            Command command = andOr();
            boolean background = peek().is("&");
            items.add(new Command.Item(command, background));
            if (background || peek().is(";")) {
                take();
            } else if (peek().kind() != Token.Kind.NEWLINE && peek().kind() != Token.Kind.END) {
                throw unexpected(peek());
            }
            Token after = peek();
            if (after.kind() == Token.Kind.NEWLINE) {
                take();
                break;
            }
            if (after.kind() == Token.Kind.END) {
                break;
            }
        }
        return Optional.of(sequence(items));
    }

    /** The commands of a substitution, up to its closing parenthesis, which may come at once. */
    Command substitution(char closer, int openedAt) {
        List<Command.Item> items = new ArrayList<>();
        while (true) {
            skipNewlines();
            if (peek().is(String.valueOf(closer))) {
                return sequence(items);
            }
            if (peek().kind() == Token.Kind.END) {
                throw lexer.source().missingAtEnd(closer);
            }
            Command command = andOr();
            boolean background = peek().is("&");
            items.add(new Command.Item(command, background));
            Token after = peek();
            if (background || after.is(";") || after.kind() == Token.Kind.NEWLINE) {
                take();
            } else if (after.kind() == Token.Kind.END) {
                throw lexer.source().missingAtEnd(closer);
            } else if (!after.is(String.valueOf(closer))) {
                throw unexpected(after);
            }
        }
    }

    static Command sequence(List<Command.Item> items) {
        if (items.size() == 1 && !items.get(0).background()) {
            return items.get(0).command();
        }
        return new Command.Sequence(List.copyOf(items));
    }

    /** The body of a compound command: at least one command, up to a word or operator that can begin none. */
    Command compoundList(String closer) {
        try {
            return compoundList();
        } catch (SyntaxError e) {
            if (e.dashMessage().equals("end of file unexpected")) {
                throw e.inDash(e.dashMessage() + " (expecting \"" + closer + "\")", e.dashLine());
            }
            throw e;
        }
    }

    private Command compoundList() {
        skipNewlines();
        List<Command.Item> items = new ArrayList<>();
        do {
            Command command = andOr();
            boolean background = peek().is("&");
            items.add(new Command.Item(command, background));
            if (background || peek().is(";")) {
                take();
                lexer.assignments(true);
            } else if (peek().kind() != Token.Kind.NEWLINE) {
                break;
            }
            skipNewlines();
        } while (!endsList(peek()));
        return sequence(items);
    }

    private static final Set<String> LIST_ENDS = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");

    private static boolean endsList(Token token) {
        if (token.kind() == Token.Kind.WORD) {
            return token.word().plain().filter(LIST_ENDS::contains).isPresent();
        }
        return token.is(")") || token.is(";;") || token.is(";&") || token.is(";;&");
    }

    private Command andOr() {
        Command left = pipeline();
        while (peek().is("&&") || peek().is("||")) {
            boolean and = take().is("&&");
            skipNewlines();
            Command right = pipeline();
            left = and ? new Command.And(left, right) : new Command.Or(left, right);
        }
        return left;
    }

    private Command pipeline() {
        boolean negated = false;
        Command.Timing timing = Command.Timing.NONE;
        while (true) {
            lexer.assignments(true);
            expandAlias();
            if (peek().isKeyword("!")) {
                take();
                negated = !negated;
            } else if (peek().isKeyword("time") && !dash()) {
                take();
                timing = Command.Timing.BASH;
                if (peek().isKeyword("-p")) {
                    take();
                    timing = Command.Timing.POSIX;
                }
            } else {
                break;
            }
        }
        boolean prefixed = negated || timing != Command.Timing.NONE;
        List<Command> stages = new ArrayList<>();
        if (prefixed && endsPipeline(peek())) {
            return new Command.Pipeline(List.of(), negated, timing);
        }
        stages.add(command());
        while (peek().is("|") || peek().is("|&")) {
            if (take().is("|&")) {
                stages.set(stages.size() - 1, withErrors(stages.get(stages.size() - 1)));
            }
            skipNewlines();
            lexer.assignments(true);
            expandAlias();
            stages.add(command());
        }
        return stages.size() == 1 && !prefixed
                ? stages.get(0)
                : new Command.Pipeline(List.copyOf(stages), negated, timing);
    }

    private static boolean endsPipeline(Token token) {
        return token.kind() == Token.Kind.NEWLINE || token.kind() == Token.Kind.END || token.is(";");
    }

    /** {@code |&} is {@code 2>&1 |}. */
    private static Command withErrors(Command command) {
        Redirection errors = new Redirection(
                2, Optional.empty(), Redirection.Operator.DUPLICATE_OUTPUT, Word.literal("1"), Optional.empty());
        if (command instanceof Command.Simple simple) {
            List<Redirection> all = new ArrayList<>(simple.redirections());
            all.add(errors);
            return new Command.Simple(simple.assignments(), simple.words(), List.copyOf(all), simple.line());
        }
        if (command instanceof Command.Redirected redirected) {
            List<Redirection> all = new ArrayList<>(redirected.redirections());
            all.add(errors);
            return new Command.Redirected(redirected.body(), List.copyOf(all));
        }
        return new Command.Redirected(command, List.of(errors));
    }

    /** One command; aliases of its first word have been expanded. */
    Command command() {
        Source source = lexer.source();
        source.enter();
        Optional<Command> compound = compounds.read();
        Command command;
        if (compound.isEmpty()) {
            command = simple.read();
        } else if (compound.get() instanceof Command.Function) {
            command = compound.get();
        } else {
            command = withRedirections(compound.get());
        }
        source.leave();
        lexer.assignments(true);
        return command;
    }

    /** The redirections behind a compound command. */
    List<Redirection> redirections() {
        return redirections.readAll();
    }

    private Command withRedirections(Command body) {
        List<Redirection> all = redirections.readAll();
        return all.isEmpty() ? body : new Command.Redirected(body, all);
    }

    /** Replaces the word at the cursor as long as it is an alias. */
    Token expandAlias() {
        while (true) {
            Token token = peek();
            if (token.kind() != Token.Kind.WORD) {
                return token;
            }
            Optional<String> name = token.word().plain();
            if (name.isEmpty() || lexer.aliases().inside(name.get(), token.start())) {
                return token;
            }
            Optional<String> value = lexer.options().alias(name.get());
            if (value.isEmpty()) {
                return token;
            }
            lexer.aliases().expand(name.get(), token.start(), token.end(), value.get());
            peeked = null;
        }
    }

    Token peek() {
        if (peeked == null) {
            peeked = lexer.next();
        }
        return peeked;
    }

    /** The token at the cursor, with {@code name=value} as the plain word that it is here. */
    Token peekWord() {
        Token token = peek();
        if (token.kind() == Token.Kind.ASSIGNMENT) {
            lexer.source().moveTo(token.start());
            lexer.assignments(false);
            peeked = lexer.next();
        }
        return peeked;
    }

    Token take() {
        Token token = peek();
        peeked = null;
        return token;
    }

    /** Goes back to where a token began. */
    void rewind(Token token) {
        lexer.source().moveTo(token.start());
        peeked = null;
    }

    void skipNewlines() {
        lexer.assignments(true);
        while (peek().kind() == Token.Kind.NEWLINE) {
            take();
        }
    }

    /** Whether dash's grammar holds. */
    boolean dash() {
        return lexer.dash();
    }

    /** The complaint about a token; {@code null} in {@code expected} if many could stand there. */
    SyntaxError unexpected(Token token, String expected) {
        SyntaxError error = unexpected(token);
        return expected == null
                ? error
                : error.inDash(error.dashMessage() + " (expecting \"" + expected + "\")", error.dashLine());
    }

    SyntaxError unexpected(Token token) {
        if (token.kind() == Token.Kind.END) {
            return lexer.source().unexpectedEnd();
        }
        return SyntaxError.unexpected(lexer.source().line(token.start()), token.shown())
                .inDash(dashName(token) + " unexpected");
    }

    private static String dashName(Token token) {
        switch (token.kind()) {
            case NEWLINE:
                return "newline";
            case WORD:
                return token.word()
                        .plain()
                        .filter(it -> LIST_ENDS.contains(it) || it.equals("{") || it.equals("in"))
                        .map(it -> '"' + it + '"')
                        .orElse("word");
            case OPERATOR:
                return token.text().matches("[<>].*") ? "redirection" : '"' + token.text() + '"';
            default:
                return token.kind() == Token.Kind.ASSIGNMENT ? "word" : "redirection";
        }
    }
}
