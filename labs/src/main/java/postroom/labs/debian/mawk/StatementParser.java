package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.List;

/** Parses statements. */
final class StatementParser {
    private final Tokens tokens;
    private final Scope scope;
    private final ExpressionParser expressions;

    StatementParser(Tokens tokens, Scope scope, ExpressionParser expressions) {
        this.tokens = tokens;
        this.scope = scope;
        this.expressions = expressions;
    }

    Node block() {
        tokens.skipNewlines();
        tokens.expect("{");
        List<Node> statements = new ArrayList<>();
        tokens.skipTerminators();
        while (!tokens.is("}")) {
            statements.add(statement());
            tokens.skipTerminators();
        }
        tokens.skip();
        return new Node.Block(statements);
    }

    private Node body() {
        tokens.skipNewlines();
        if (tokens.accept(";")) {
            return new Node.Block(List.of());
        }
        return statement();
    }

    private Node statement() {
        return scope.deeper(this::oneStatement);
    }

    private Node oneStatement() {
        if (tokens.is("{")) {
            return block();
        }
        if (tokens.isName()) {
            switch (tokens.token().text()) {
                case "if":
                    return ifStatement();
                case "while":
                    return whileStatement();
                case "do":
                    return doStatement();
                case "for":
                    return forStatement();
                default:
                    break;
            }
        }
        Node simple = simple();
        end();
        return simple;
    }

    private void end() {
        if (!tokens.is("}") && !tokens.accept(";")) {
            if (!tokens.isNewline()) {
                throw tokens.syntax();
            }
            tokens.skip();
        }
    }

    private Node ifStatement() {
        tokens.skip();
        tokens.expect("(");
        Node test = expressions.expression();
        tokens.expect(")");
        Node then = body();
        int mark = tokens.mark();
        tokens.skipTerminators();
        if (tokens.isName("else")) {
            tokens.skip();
            return new Node.If(test, then, body());
        }
        tokens.back(mark);
        return new Node.If(test, then, null);
    }

    private Node loopBody() {
        return scope.loop(this::body);
    }

    private Node whileStatement() {
        tokens.skip();
        tokens.expect("(");
        Node test = expressions.expression();
        tokens.expect(")");
        return new Node.Loop(null, test, null, loopBody(), false);
    }

    private Node doStatement() {
        tokens.skip();
        Node body = loopBody();
        tokens.skipTerminators();
        if (!tokens.isName("while")) {
            throw tokens.syntax();
        }
        tokens.skip();
        tokens.expect("(");
        Node test = expressions.expression();
        tokens.expect(")");
        end();
        return new Node.Loop(null, test, null, body, true);
    }

    private Node forStatement() {
        tokens.skip();
        tokens.expect("(");
        boolean each = tokens.isName()
                && tokens.after().equals("in")
                && tokens.ahead(3).equals(")");
        if (each) {
            Node.Variable variable = scope.variable(tokens.token().text());
            Node.Variable array = scope.variable(tokens.ahead(2));
            tokens.skip(4);
            return new Node.Each(variable, array, loopBody());
        }
        Node first = tokens.is(";") ? null : simple();
        tokens.expect(";");
        tokens.skipNewlines();
        Node test = tokens.is(";") ? null : expressions.expression();
        tokens.expect(";");
        tokens.skipNewlines();
        Node step = tokens.is(")") ? null : simple();
        tokens.expect(")");
        return new Node.Loop(first, test, step, loopBody(), false);
    }

    private Node simple() {
        if (tokens.isName()) {
            String word = tokens.token().text();
            switch (word) {
                case "print":
                case "printf":
                    tokens.skip();
                    return print(word.equals("printf"));
                case "next":
                case "nextfile":
                    if (!scope.mayGoOn()) {
                        throw Complaints.at(tokens.token().line(), "improper use of " + word);
                    }
                    tokens.skip();
                    return new Node.Jump(word, null);
                case "break":
                case "continue":
                    if (!scope.inLoop()) {
                        throw Complaints.at(tokens.token().line(), word + " statement outside of loop");
                    }
                    tokens.skip();
                    return new Node.Jump(word, null);
                case "exit":
                case "return": {
                    if (word.equals("return") && !scope.inFunction()) {
                        throw Complaints.at(tokens.token().line(), "return outside function body");
                    }
                    tokens.skip();
                    boolean bare = tokens.is(";") || tokens.is("}") || tokens.isNewline();
                    return new Node.Jump(word, bare ? null : expressions.expression());
                }
                case "delete": {
                    tokens.skip();
                    Node.Variable array = scope.variable(tokens.token().text());
                    tokens.skip();
                    Node subscript = null;
                    if (tokens.accept("[")) {
                        subscript = expressions.subscripts();
                    }
                    return new Node.Delete(array, subscript);
                }
                default:
                    break;
            }
        }
        return expressions.expression();
    }

    private Node print(boolean formatted) {
        List<Node> arguments = new ArrayList<>();
        boolean bare = tokens.is(";")
                || tokens.is("}")
                || tokens.is(">")
                || tokens.is(">>")
                || tokens.is("|")
                || tokens.isNewline();
        if (!bare) {
            expressions.withGreater(false, () -> printed(arguments));
        }
        if (!tokens.is(">") && !tokens.is(">>") && !tokens.is("|")) {
            return new Node.Print(formatted, arguments, "", null);
        }
        String redirect = tokens.take();
        return new Node.Print(formatted, arguments, redirect, expressions.withGreater(false, expressions::choice));
    }

    private List<Node> printed(List<Node> arguments) {
        do {
            tokens.skipNewlines();
            Node argument = expressions.expression();
            if (argument instanceof Node.Group group && arguments.isEmpty() && !tokens.is(",")) {
                arguments.addAll(group.parts());
            } else {
                arguments.add(argument);
            }
        } while (tokens.accept(","));
        return arguments;
    }
}
