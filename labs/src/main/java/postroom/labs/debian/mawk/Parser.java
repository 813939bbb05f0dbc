package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree of an awk program ({@code mawk(1)}, grammar of POSIX awk): its rules and functions. */
final class Parser {
    private final Tokens tokens;
    private final Scope scope = new Scope();
    private final ExpressionParser expressions;
    private final StatementParser statements;
    private final Map<String, Node.Function> functions = new HashMap<>();

    Parser(String source) {
        this.tokens = new Tokens(Lexer.tokens(source));
        this.expressions = new ExpressionParser(tokens, scope);
        this.statements = new StatementParser(tokens, scope, expressions);
    }

    Node.Program program() {
        List<Node> begin = new ArrayList<>();
        List<Node> end = new ArrayList<>();
        List<Node.Rule> rules = new ArrayList<>();
        tokens.skipTerminators();
        while (tokens.token().kind() != Lexer.Kind.END) {
            if (tokens.isName("BEGIN")) {
                tokens.skip();
                begin.add(statements.block());
            } else if (tokens.isName("END")) {
                tokens.skip();
                end.add(statements.block());
            } else if (tokens.isName("function")) {
                function();
            } else {
                rules.add(scope.rule(this::rule));
            }
            tokens.skipTerminators();
        }
        scope.checkCalls(functions, tokens.token().line() + 1);
        return new Node.Program(begin, rules, end, functions);
    }

    private Node.Rule rule() {
        Node from = null;
        Node to = null;
        if (!tokens.is("{")) {
            from = expressions.expression();
            if (tokens.accept(",")) {
                tokens.skipNewlines();
                to = expressions.expression();
            }
        }
        return new Node.Rule(from, to, tokens.is("{") ? statements.block() : null);
    }

    private void function() {
        tokens.skip();
        String name = tokens.take();
        tokens.expect("(");
        List<String> parameters = new ArrayList<>();
        while (!tokens.is(")")) {
            if (!tokens.isName() || tokens.token().text().equals(name)) {
                throw tokens.syntax();
            }
            if (parameters.contains(tokens.token().text())) {
                throw Complaints.at(tokens.token().line(), tokens.token().text() + " is duplicated in argument list");
            }
            parameters.add(tokens.take());
            tokens.accept(",");
            tokens.skipNewlines();
        }
        tokens.expect(")");
        tokens.skipNewlines();
        Node body = scope.function(parameters, statements::block);
        functions.put(name, new Node.Function(name, parameters.size(), body));
    }
}
