package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recursive descent over the tokens: lists, pipelines, simple commands; {@link CompoundParser} reads the rest. One call
 * of {@link #next()} reads one complete command line, so that what it does (aliases, {@code shopt extglob}) has a say in
 * how the next is read. Source: bash(1), SHELL GRAMMAR.
 */
public final class Parser {
    private static final Set<String> DECLARING =
            Set.of("declare", "typeset", "local", "export", "readonly", "alias", "eval");
    private final Lexer lexer;
    private final CompoundParser compounds;
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
    Command compoundList() {
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
            } else if (peek().isKeyword("time")) {
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
            command = simple();
        } else if (compound.get() instanceof Command.Function) {
            command = compound.get();
        } else {
            command = withRedirections(compound.get());
        }
        source.leave();
        lexer.assignments(true);
        return command;
    }

    private Command withRedirections(Command body) {
        List<Redirection> redirections = redirections();
        return redirections.isEmpty() ? body : new Command.Redirected(body, redirections);
    }

    List<Redirection> redirections() {
        List<Redirection> redirections = new ArrayList<>();
        while (startsRedirection(peek())) {
            redirections.add(redirection());
        }
        return List.copyOf(redirections);
    }

    private Command simple() {
        int line = lexer.source().line(peek().start());
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        boolean declaring = false;
        int previous = -1;
        while (true) {
            Token token = peek();
            if (token.kind() == Token.Kind.ASSIGNMENT && words.isEmpty()) {
                take();
                assignments.add(token.assignment());
            } else if (token.kind() == Token.Kind.ASSIGNMENT && declaring) {
                take();
                words.add(declared(token.assignment()));
            } else if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.ASSIGNMENT) {
                token = words.isEmpty() ? expandAlias() : continueAlias(previous);
                if (token.kind() != Token.Kind.WORD) {
                    continue;
                }
                take();
                previous = token.start();
                words.add(token.word());
                if (words.size() == 1) {
                    declaring = token.word().plain().filter(DECLARING::contains).isPresent();
                    lexer.assignments(declaring);
                }
            } else if (startsRedirection(token)) {
                redirections.add(redirection());
            } else if (token.is("(") && words.size() == 1 && assignments.isEmpty() && redirections.isEmpty()) {
                return function(words.get(0), line);
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw unexpected(peek());
        }
        return new Command.Simple(List.copyOf(assignments), List.copyOf(words), List.copyOf(redirections), line);
    }

    private static Word declared(Assignment assignment) {
        return new Word(List.of(new WordPart.Declared(assignment, assignment.source())), assignment.source());
    }

    private Command function(Word name, int line) {
        take();
        Token close = peek();
        if (!close.is(")")) {
            throw unexpected(close);
        }
        take();
        return compounds.function(name.source(), line);
    }

    private Token continueAlias(int previous) {
        Token token = peek();
        return lexer.aliases().continuesAt(previous, token.start()) ? expandAlias() : token;
    }

    /** Replaces the word at the cursor as long as it is an alias. */
    private Token expandAlias() {
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

    private static boolean startsRedirection(Token token) {
        if (token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.VARIABLE) {
            return true;
        }
        return token.kind() == Token.Kind.OPERATOR
                && Redirection.Operator.of(token.text()).isPresent();
    }

    private Redirection redirection() {
        boolean before = lexer.assignments();
        lexer.assignments(false);
        int descriptor = -1;
        Optional<String> variable = Optional.empty();
        if (peek().kind() == Token.Kind.NUMBER) {
            String digits = take().text();
            descriptor = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        } else if (peek().kind() == Token.Kind.VARIABLE) {
            variable = Optional.of(take().text());
        }
        int line = lexer.source().line(peek().start());
        Redirection.Operator operator = Redirection.Operator.of(take().text()).orElseThrow();
        Token target = peek();
        if (target.kind() != Token.Kind.WORD) {
            throw unexpected(target);
        }
        Optional<HereDocument> document = Optional.empty();
        if (operator == Redirection.Operator.HERE_DOCUMENT || operator == Redirection.Operator.HERE_DOCUMENT_TABS) {
            boolean tabs = operator == Redirection.Operator.HERE_DOCUMENT_TABS;
            Word word = target.word();
            document = Optional.of(new HereDocument(word.unquoted(), tabs, word.hasQuotes(), line));
            lexer.expectHereDocument(document.get());
        }
        take();
        lexer.assignments(before);
        return new Redirection(descriptor, variable, operator, target.word(), document);
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

    SyntaxError unexpected(Token token) {
        if (token.kind() == Token.Kind.END) {
            return lexer.source().unexpectedEnd();
        }
        return SyntaxError.unexpected(lexer.source().line(token.start()), token.shown());
    }
}
