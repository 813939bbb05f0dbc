package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads simple commands: assignments, words, whose first may be an alias, and redirections; or the head of a function. */
final class SimpleCommandParser {
    /** Commands before whose operands {@code name=(list)} is an assignment. */
    private static final Set<String> DECLARING =
            Set.of("declare", "typeset", "local", "export", "readonly", "alias", "eval");

    private final Parser parser;
    private final Lexer lexer;
    private final CompoundParser compounds;
    private final RedirectionParser redirections;

    SimpleCommandParser(Parser parser, Lexer lexer, CompoundParser compounds, RedirectionParser redirections) {
        this.parser = parser;
        this.lexer = lexer;
        this.compounds = compounds;
        this.redirections = redirections;
    }

    Command read() {
        int line = lexer.source().line(parser.peek().start());
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirected = new ArrayList<>();
        boolean declaring = false;
        int previous = -1;
        while (true) {
            Token token = parser.peek();
            if (token.kind() == Token.Kind.ASSIGNMENT && words.isEmpty()) {
                parser.take();
                assignments.add(token.assignment());
            } else if (token.kind() == Token.Kind.ASSIGNMENT && declaring) {
                parser.take();
                words.add(declared(token.assignment()));
            } else if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.ASSIGNMENT) {
                token = words.isEmpty() ? parser.expandAlias() : continueAlias(previous);
                if (token.kind() != Token.Kind.WORD) {
                    continue;
                }
                parser.take();
                previous = token.start();
                words.add(token.word());
                if (words.size() == 1) {
                    declaring = token.word().plain().filter(DECLARING::contains).isPresent();
                    lexer.assignments(declaring);
                }
            } else if (RedirectionParser.starts(token)) {
                redirected.add(redirections.read());
            } else if (token.is("(") && words.size() == 1 && assignments.isEmpty() && redirected.isEmpty()) {
                return function(words.get(0), line);
            } else {
                break;
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirected.isEmpty()) {
            throw parser.unexpected(parser.peek());
        }
        return new Command.Simple(List.copyOf(assignments), List.copyOf(words), List.copyOf(redirected), line);
    }

    private static Word declared(Assignment assignment) {
        return new Word(List.of(new WordPart.Declared(assignment, assignment.source())), assignment.source());
    }

    private Command function(Word name, int line) {
        parser.take();
        Token close = parser.peek();
        if (!close.is(")")) {
            throw parser.unexpected(close, ")");
        }
        parser.take();
        if (parser.dash() && !name.source().matches("[A-Za-z_][A-Za-z_0-9]*")) {
            throw parser.unexpected(close).inDash("Bad function name");
        }
        return compounds.function(name.source(), line);
    }

    private Token continueAlias(int previous) {
        Token token = parser.peek();
        return lexer.aliases().continuesAt(previous, token.start()) ? parser.expandAlias() : token;
    }
}
