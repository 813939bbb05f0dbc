package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Failure;

/** Parses what operators stand between: constants, variables, fields, calls, {@code getline}, parentheses. */
final class OperandParser {
    private final Tokens tokens;
    private final Scope scope;
    private final ExpressionParser expressions;

    OperandParser(Tokens tokens, Scope scope, ExpressionParser expressions) {
        this.tokens = tokens;
        this.scope = scope;
        this.expressions = expressions;
    }

    Node primary() {
        Lexer.Token t = tokens.token();
        switch (t.kind()) {
            case NUMBER:
                tokens.skip();
                return new Node.Constant(Value.of(Double.parseDouble(t.text())));
            case STRING:
                tokens.skip();
                return new Node.Constant(Value.of(t.text()));
            case REGEX:
                tokens.skip();
                try {
                    return new Node.Regex(AwkRegex.compile(t.text()));
                } catch (Failure e) {
                    throw Complaints.at(t.line(), e.getMessage());
                }
            case CALL:
                tokens.skip();
                return call(t.text());
            case NAME:
                return named(t);
            default:
                if (tokens.accept("$")) {
                    return new Node.Field(
                            tokens.is("++") || tokens.is("--") || tokens.is("-") ? expressions.unary() : primary());
                }
                if (tokens.accept("(")) {
                    return parenthesized();
                }
                throw tokens.syntax();
        }
    }

    private Node parenthesized() {
        List<Node> parts = new ArrayList<>();
        expressions.withGreater(true, () -> {
            do {
                tokens.skipNewlines();
                parts.add(expressions.expression());
            } while (tokens.accept(","));
            tokens.skipNewlines();
            tokens.expect(")");
            return parts;
        });
        if (parts.size() > 1) {
            return new Node.Group(parts);
        }
        return parts.get(0) instanceof Node.Variable ? parts.get(0) : new Node.Unary("(", parts.get(0));
    }

    private Node named(Lexer.Token t) {
        tokens.skip();
        if (t.text().equals("getline")) {
            Node target = target();
            if (tokens.accept("<")) {
                return new Node.Getline('<', expressions.postfix(), target);
            }
            return new Node.Getline(' ', null, target);
        }
        if (t.text().equals("length")) {
            return new Node.CallTo("length", List.of(), true);
        }
        if (Lexer.KEYWORDS.contains(t.text())) {
            tokens.back(tokens.mark() - 1);
            throw tokens.syntax();
        }
        Node.Variable variable = scope.variable(t.text());
        return tokens.accept("[") ? new Node.Element(variable, subscripts()) : variable;
    }

    Node target() {
        if (tokens.is("$")
                || tokens.isName() && !Lexer.KEYWORDS.contains(tokens.token().text())) {
            return primary();
        }
        return null;
    }

    Node subscripts() {
        List<Node> parts = new ArrayList<>();
        do {
            parts.add(expressions.expression());
        } while (tokens.accept(","));
        tokens.expect("]");
        return parts.size() == 1 ? parts.get(0) : new Node.Group(parts);
    }

    private Node call(String name) {
        int line = tokens.token().line();
        tokens.expect("(");
        List<Node> arguments = expressions.withGreater(true, this::arguments);
        boolean builtin = BuiltinFunctions.has(name);
        if (builtin && !BuiltinFunctions.takes(name, arguments.size())) {
            throw Complaints.at(line, "wrong number of arguments in call to " + name);
        }
        if (!builtin) {
            scope.called(name, arguments.size(), line);
        }
        return new Node.CallTo(name, arguments, builtin);
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        tokens.skipNewlines();
        while (!tokens.is(")")) {
            arguments.add(expressions.expression());
            tokens.skipNewlines();
            if (!tokens.accept(",")) {
                break;
            }
            tokens.skipNewlines();
        }
        tokens.expect(")");
        return arguments;
    }
}
