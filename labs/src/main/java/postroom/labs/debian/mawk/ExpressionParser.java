package postroom.labs.debian.mawk;

import java.util.List;
import java.util.function.Supplier;

/** Parses expressions by the precedence of their operators, loosest first. */
final class ExpressionParser {
    private final Tokens tokens;
    private final Scope scope;
    private final OperandParser operands;
    private boolean greater = true;

    ExpressionParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
        this.operands = new OperandParser(tokens, scope, this);
    }

    /** Parses something in which {@code >} compares, or, as in {@code print}, does not. */
    <T> T withGreater(boolean compares, Supplier<T> parse) {
        boolean old = greater;
        greater = compares;
        T parsed = parse.get();
        greater = old;
        return parsed;
    }

    /** What stands between brackets, after the first. */
    Node subscripts() {
        return operands.subscripts();
    }

    private static boolean isTarget(Node node) {
        return node instanceof Node.Variable || node instanceof Node.Field || node instanceof Node.Element;
    }

    Node expression() {
        return scope.deeper(this::assignment);
    }

    private Node assignment() {
        Node left = choice();
        if (tokens.token().kind() == Lexer.Kind.OPERATOR
                && List.of("=", "+=", "-=", "*=", "/=", "%=", "^=")
                        .contains(tokens.token().text())) {
            if (!isTarget(left)) {
                throw tokens.syntax();
            }
            String operator = tokens.take();
            tokens.skipNewlines();
            return new Node.Assign(left, operator, expression());
        }
        return left;
    }

    Node choice() {
        Node test = or();
        if (!tokens.accept("?")) {
            return test;
        }
        tokens.skipNewlines();
        Node yes = expression();
        tokens.skipNewlines();
        tokens.expect(":");
        tokens.skipNewlines();
        return new Node.Choice(test, yes, expression());
    }

    private Node or() {
        Node left = and();
        while (tokens.accept("||")) {
            tokens.skipNewlines();
            left = new Node.Binary("||", left, and());
        }
        return left;
    }

    private Node and() {
        Node left = membership();
        while (tokens.accept("&&")) {
            tokens.skipNewlines();
            left = new Node.Binary("&&", left, membership());
        }
        return left;
    }

    private Node membership() {
        Node left = match();
        while (tokens.isName("in")) {
            tokens.skip();
            left = new Node.In(left, scope.variable(tokens.token().text()));
            tokens.skip();
        }
        return left;
    }

    private Node match() {
        Node left = comparison();
        while (tokens.is("~") || tokens.is("!") && tokens.after().equals("~")) {
            boolean not = tokens.accept("!");
            tokens.skip();
            Node found = new Node.Binary("~", left, comparison());
            left = not ? new Node.Unary("!", found) : found;
        }
        return left;
    }

    private Node comparison() {
        Node left = concatenation();
        boolean more =
                List.of("<", "<=", "==", "!=", ">=").contains(tokens.token().text())
                        || tokens.token().text().equals(">") && greater;
        if (tokens.token().kind() == Lexer.Kind.OPERATOR && more) {
            String operator = tokens.take();
            return new Node.Binary(operator, left, concatenation());
        }
        if (tokens.is("|") && tokens.after().equals("getline")) {
            return pipes(left);
        }
        return left;
    }

    private Node pipes(Node left) {
        Node command = left;
        while (tokens.is("|") && tokens.after().equals("getline")) {
            tokens.skip(2);
            command = new Node.Getline('|', command, operands.target());
        }
        return command;
    }

    private Node concatenation() {
        Node left = additive();
        while (startsOperand()) {
            left = new Node.Binary(" ", left, additive());
        }
        return left;
    }

    private boolean startsOperand() {
        Lexer.Token t = tokens.token();
        switch (t.kind()) {
            case NUMBER, STRING, CALL, REGEX:
                return true;
            case NAME:
                return !Lexer.KEYWORDS.contains(t.text());
            case OPERATOR:
                return List.of("$", "!", "(", "-", "+", "++", "--").contains(t.text())
                        && !(tokens.is("!") && tokens.after().matches("~|="));
            default:
                return false;
        }
    }

    private Node additive() {
        Node left = multiplicative();
        while (tokens.is("+") || tokens.is("-")) {
            String operator = tokens.take();
            left = new Node.Binary(operator, left, multiplicative());
        }
        return left;
    }

    private Node multiplicative() {
        Node left = unary();
        while (tokens.is("*") || tokens.is("/") || tokens.is("%")) {
            String operator = tokens.take();
            left = new Node.Binary(operator, left, unary());
        }
        return left;
    }

    Node unary() {
        for (String operator : List.of("!", "-", "+")) {
            if (tokens.accept(operator)) {
                return new Node.Unary(operator, unary());
            }
        }
        return power();
    }

    private Node power() {
        Node left = postfix();
        if (tokens.accept("^")) {
            return new Node.Binary("^", left, tokens.is("-") || tokens.is("+") || tokens.is("!") ? unary() : power());
        }
        return left;
    }

    Node postfix() {
        if (tokens.is("++") || tokens.is("--")) {
            double by = tokens.is("++") ? 1 : -1;
            tokens.skip();
            return new Node.Step(postfix(), by, true);
        }
        Node operand = operands.primary();
        if (isTarget(operand) && (tokens.is("++") || tokens.is("--"))) {
            double by = tokens.is("++") ? 1 : -1;
            tokens.skip();
            return new Node.Step(operand, by, false);
        }
        return operand;
    }
}
