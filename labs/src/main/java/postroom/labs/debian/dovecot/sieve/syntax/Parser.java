package postroom.labs.debian.dovecot.sieve.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.dovecot.sieve.syntax.Token.Type;

/** Reads a script (RFC 5228 §8.2). After an error it goes on behind the end of what it was reading, if that can be found. */
public final class Parser {
    private static final int DEEPEST = 32;
    private static final Set<Type> OPENING = Set.of(Type.LBRACKET, Type.LCURLY, Type.LSQUARE);
    private static final Set<Type> CLOSING = Set.of(Type.RBRACKET, Type.RCURLY, Type.RSQUARE);

    private final Lexer lexer;
    private final Complaints complaints;
    private Token token;

    /** There is no going on. */
    private static final class Lost extends Exception {
        private static final long serialVersionUID = 1;

        Lost() {
            super(null, null, false, false);
        }
    }

    private Parser(String text, Complaints complaints) {
        this.lexer = new Lexer(text, complaints);
        this.complaints = complaints;
        this.token = lexer.next();
    }

    /** The commands of a script, as far as they could be read. */
    public static List<Node> parse(String text, Complaints complaints) {
        Parser parser = new Parser(text, complaints);
        List<Node> commands = new ArrayList<>();
        try {
            parser.commands(commands, 0);
            if (!parser.is(Type.EOF)) {
                parser.complain(
                        "unexpected " + parser.token.type().description + " found at (the presumed) end of file.");
            }
        } catch (Lost lost) {
            return commands;
        }
        return commands;
    }

    private boolean is(Type type) {
        return token.type() == type;
    }

    private void skip() {
        token = lexer.next();
    }

    /** Of an error token the lexer has complained already. */
    private void complain(String text) {
        if (!is(Type.ERROR)) {
            complaints.error(token.line(), text);
        }
    }

    private void expected(String what) {
        complain(what + ", but found " + token.type().description + ".");
    }

    /** Looks for the end of what is being read. */
    private void recover(Type end) throws Lost {
        int depth = 0;
        while (!is(Type.EOF)) {
            if (is(end) && depth == 0) {
                return;
            }
            if (OPENING.contains(token.type())) {
                depth++;
            } else if (CLOSING.contains(token.type()) && depth > 0) {
                depth--;
            }
            skip();
        }
        throw new Lost();
    }

    private void commands(List<Node> out, int depth) throws Lost {
        while (is(Type.IDENTIFIER)) {
            Token name = token;
            skip();
            Builder node = new Builder(name);
            arguments(node, depth);
            if (!is(Type.SEMICOLON) && !is(Type.LCURLY)) {
                expected("expected end of command ';' or the beginning of a compound block '{'");
                recover(Type.SEMICOLON);
            }
            if (is(Type.SEMICOLON)) {
                skip();
            } else {
                tooDeep(depth);
                skip();
                node.block = new ArrayList<>();
                commands(node.block, depth + 1);
                if (!is(Type.RCURLY)) {
                    expected("expected end of compound block '}'");
                    recover(Type.RCURLY);
                }
                skip();
            }
            out.add(node.build());
        }
    }

    private void tooDeep(int depth) throws Lost {
        if (depth >= DEEPEST) {
            complain("cannot nest command blocks any deeper: reached maximum nesting depth (" + DEEPEST + ").");
            throw new Lost();
        }
    }

    private void arguments(Builder node, int depth) throws Lost {
        while (true) {
            switch (token.type()) {
                case LSQUARE -> node.arguments.add(stringList());
                case STRING -> node.arguments.add(new Argument.Strings(token.line(), List.of(token.text()), false));
                case NUMBER -> node.arguments.add(new Argument.Number(token.line(), token.number()));
                case TAG -> node.arguments.add(new Argument.Tag(token.line(), token.text()));
                default -> {
                    tests(node, depth);
                    return;
                }
            }
            skip();
        }
    }

    /** Ends on the bracket. */
    private Argument stringList() throws Lost {
        int line = token.line();
        List<String> values = new ArrayList<>();
        String where = "'['";
        do {
            skip();
            if (!is(Type.STRING)) {
                expected("expecting string after " + where + " in string list");
                recover(Type.RSQUARE);
                break;
            }
            values.add(token.text());
            skip();
            where = "','";
        } while (is(Type.COMMA));
        if (!is(Type.RSQUARE)) {
            expected("expecting ',' or end of string list ']'");
            recover(Type.RSQUARE);
        }
        return new Argument.Strings(line, values, true);
    }

    private void tests(Builder node, int depth) throws Lost {
        if (is(Type.IDENTIFIER)) {
            node.tests.add(test(depth));
        } else if (is(Type.LBRACKET)) {
            node.testList = true;
            skip();
            if (!is(Type.IDENTIFIER)) {
                expected("expecting test identifier after '(' in test list");
                recover(Type.RBRACKET);
                complain("failed to accept more tests for command '" + node.name.text() + "'.");
                throw new Lost();
            }
            node.tests.add(test(depth));
            while (is(Type.COMMA)) {
                skip();
                if (!is(Type.IDENTIFIER)) {
                    expected("expecting test identifier after ',' in test list");
                    recover(Type.RBRACKET);
                    break;
                }
                node.tests.add(test(depth));
            }
            if (!is(Type.RBRACKET)) {
                expected("expecting ',' or end of test list ')'");
                recover(Type.RBRACKET);
            }
            skip();
        }
    }

    private Node test(int depth) throws Lost {
        if (depth >= DEEPEST) {
            complain("cannot nest tests any deeper: reached maximum nesting depth (" + DEEPEST + ").");
            throw new Lost();
        }
        Builder test = new Builder(token);
        skip();
        arguments(test, depth + 1);
        return test.build();
    }

    private static final class Builder {
        final Token name;
        final List<Argument> arguments = new ArrayList<>();
        final List<Node> tests = new ArrayList<>();
        boolean testList;
        List<Node> block;

        Builder(Token name) {
            this.name = name;
        }

        Node build() {
            return new Node(name.text(), name.line(), arguments, tests, testList, block);
        }
    }
}
