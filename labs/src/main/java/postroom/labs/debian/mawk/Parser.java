package postroom.labs.debian.mawk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** Builds the tree of an awk program ({@code mawk(1)}, grammar of POSIX awk). */
final class Parser {
    static final List<String> KEYWORDS = List.of(
            "BEGIN",
            "END",
            "function",
            "func",
            "if",
            "else",
            "while",
            "for",
            "do",
            "break",
            "continue",
            "next",
            "nextfile",
            "exit",
            "return",
            "delete",
            "in",
            "getline",
            "print",
            "printf");
    /** Stands for the program's name before a second complaint. */
    static final String NAME = "\0";

    private static final int MAX_DEPTH = 200;

    private final List<Lexer.Token> tokens;
    private final Map<String, Node.Function> functions = new HashMap<>();
    private List<String> locals = List.of();
    private final List<Called> calls = new ArrayList<>();
    private boolean inFunction;
    private boolean inRule;
    private int loops;
    private int at;
    private int depth;
    private boolean noGreater;

    /** A call of a function of the program's own. */
    private record Called(String name, int arguments, int line) {}

    Parser(String source) {
        this.tokens = Lexer.tokens(source);
    }

    Node.Program program() {
        List<Node> begin = new ArrayList<>();
        List<Node> end = new ArrayList<>();
        List<Node.Rule> rules = new ArrayList<>();
        skipTerminators();
        while (token().kind() != Lexer.Kind.END) {
            if (isName("BEGIN")) {
                at++;
                begin.add(block());
            } else if (isName("END")) {
                at++;
                end.add(block());
            } else if (isName("function")) {
                function();
            } else {
                inRule = true;
                rules.add(rule());
                inRule = false;
            }
            skipTerminators();
        }
        checkCalls();
        return new Node.Program(begin, rules, end, functions);
    }

    private void checkCalls() {
        for (Called each : calls) {
            Node.Function function = functions.get(each.name);
            if (function == null) {
                throw wrong(token().line() + 1, "function " + each.name + " never defined");
            }
            if (each.arguments > function.parameters()) {
                throw wrong(each.line, "too many arguments in call to " + each.name);
            }
        }
    }

    private static Failure wrong(int line, String message) {
        return Failure.of(2, "line " + line + ": " + message);
    }

    private Node.Rule rule() {
        Node from = null;
        Node to = null;
        if (!is("{")) {
            from = expression();
            if (accept(",")) {
                skipNewlines();
                to = expression();
            }
        }
        return new Node.Rule(from, to, is("{") ? block() : null);
    }

    private void function() {
        at++;
        String name = token().text();
        at++;
        expect("(");
        List<String> parameters = new ArrayList<>();
        while (!is(")")) {
            if (token().kind() != Lexer.Kind.NAME || token().text().equals(name)) {
                throw syntax();
            }
            if (parameters.contains(token().text())) {
                throw wrong(token().line(), token().text() + " is duplicated in argument list");
            }
            parameters.add(token().text());
            at++;
            accept(",");
            skipNewlines();
        }
        expect(")");
        skipNewlines();
        locals = parameters;
        inFunction = true;
        functions.put(name, new Node.Function(name, parameters.size(), block()));
        locals = List.of();
        inFunction = false;
    }

    // ---- tokens --------------------------------------------------------------------------------------

    private Lexer.Token token() {
        return tokens.get(at);
    }

    private boolean is(String operator) {
        return token().kind() == Lexer.Kind.OPERATOR && token().text().equals(operator);
    }

    private boolean isName(String name) {
        return token().kind() == Lexer.Kind.NAME && token().text().equals(name);
    }

    private boolean accept(String operator) {
        if (is(operator)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String operator) {
        if (!accept(operator)) {
            throw syntax();
        }
    }

    /** How many of these were opened and not closed before the current token. */
    private int open(String left, String right) {
        int open = 0;
        for (Lexer.Token each : tokens.subList(0, at)) {
            if (each.kind() == Lexer.Kind.OPERATOR) {
                open += each.text().equals(left) ? 1 : each.text().equals(right) ? -1 : 0;
            }
        }
        return open;
    }

    private Failure syntax() {
        Lexer.Token t = token();
        int parentheses = open("(", ")");
        int braces = open("{", "}");
        if (t.kind() == Lexer.Kind.END) {
            String end = "line " + (t.line() + 1) + ": missing } near end of file";
            if (parentheses > 0) {
                return wrong(t.line(), "missing ) near end of line" + (braces > 0 ? "\n" + NAME + end : ""));
            }
            Lexer.Token before = at == 0 ? t : tokens.get(at - 1);
            boolean operand = before.kind() == Lexer.Kind.OPERATOR
                    && !List.of("{", "}", ";", ")", "]", "++", "--").contains(before.text());
            if (braces <= 0 || operand) {
                return wrong(t.line(), "syntax error at or near end of line" + (braces > 0 ? "\n" + NAME + end : ""));
            }
            return Failure.of(2, end);
        }
        if (t.text().equals("}") && parentheses > 0) {
            return wrong(t.line(), "missing ) near }");
        }
        if (t.text().equals("}") && braces <= 0 || t.text().equals(")") && parentheses <= 0) {
            String then = t.text().equals("}")
                    ? "\n" + NAME + "line " + t.line() + ": syntax error at or near end of line"
                    : "";
            return wrong(t.line(), "extra '" + t.text() + "'" + then);
        }
        String near = t.kind() == Lexer.Kind.NEWLINE
                ? "end of line"
                : t.kind() == Lexer.Kind.STRING ? "\"" + t.text() + "\"" : t.text();
        return Failure.of(2, "line " + t.line() + ": syntax error at or near " + near);
    }

    private void skipNewlines() {
        while (token().kind() == Lexer.Kind.NEWLINE) {
            at++;
        }
    }

    private void skipTerminators() {
        while (token().kind() == Lexer.Kind.NEWLINE || is(";")) {
            at++;
        }
    }

    // ---- statements ----------------------------------------------------------------------------------

    private Node block() {
        skipNewlines();
        expect("{");
        List<Node> statements = new ArrayList<>();
        skipTerminators();
        while (!is("}")) {
            statements.add(statement());
            skipTerminators();
        }
        at++;
        return new Node.Block(statements);
    }

    private Node body() {
        skipNewlines();
        if (accept(";")) {
            return new Node.Block(List.of());
        }
        return statement();
    }

    private Node statement() {
        if (++depth > MAX_DEPTH) {
            throw Failure.of(2, "program too deep");
        }
        try {
            if (is("{")) {
                return block();
            }
            if (token().kind() == Lexer.Kind.NAME) {
                switch (token().text()) {
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
        } finally {
            depth--;
        }
    }

    private void end() {
        if (!is("}") && !accept(";")) {
            if (token().kind() != Lexer.Kind.NEWLINE) {
                throw syntax();
            }
            at++;
        }
    }

    private Node ifStatement() {
        at++;
        expect("(");
        Node test = expression();
        expect(")");
        Node then = body();
        int mark = at;
        skipTerminators();
        if (isName("else")) {
            at++;
            return new Node.If(test, then, body());
        }
        at = mark;
        return new Node.If(test, then, null);
    }

    private Node loopBody() {
        loops++;
        Node body = body();
        loops--;
        return body;
    }

    private Node whileStatement() {
        at++;
        expect("(");
        Node test = expression();
        expect(")");
        return new Node.Loop(null, test, null, loopBody(), false);
    }

    private Node doStatement() {
        at++;
        Node body = loopBody();
        skipTerminators();
        if (!isName("while")) {
            throw syntax();
        }
        at++;
        expect("(");
        Node test = expression();
        expect(")");
        end();
        return new Node.Loop(null, test, null, body, true);
    }

    private Node forStatement() {
        at++;
        expect("(");
        boolean each = token().kind() == Lexer.Kind.NAME
                && tokens.get(at + 1).text().equals("in")
                && at + 3 < tokens.size()
                && tokens.get(at + 3).text().equals(")");
        if (each) {
            Node.Variable variable = variable(token().text());
            Node.Variable array = variable(tokens.get(at + 2).text());
            at += 4;
            return new Node.Each(variable, array, loopBody());
        }
        Node first = is(";") ? null : simple();
        expect(";");
        skipNewlines();
        Node test = is(";") ? null : expression();
        expect(";");
        skipNewlines();
        Node step = is(")") ? null : simple();
        expect(")");
        return new Node.Loop(first, test, step, loopBody(), false);
    }

    private Node simple() {
        if (token().kind() == Lexer.Kind.NAME) {
            String word = token().text();
            switch (word) {
                case "print":
                case "printf":
                    at++;
                    return print(word.equals("printf"));
                case "next":
                case "nextfile":
                    if (!inRule && !inFunction) {
                        throw wrong(token().line(), "improper use of " + word);
                    }
                    at++;
                    return new Node.Jump(word, null);
                case "break":
                case "continue":
                    if (loops == 0) {
                        throw wrong(token().line(), word + " statement outside of loop");
                    }
                    at++;
                    return new Node.Jump(word, null);
                case "exit":
                case "return": {
                    if (word.equals("return") && !inFunction) {
                        throw wrong(token().line(), "return outside function body");
                    }
                    at++;
                    boolean bare = is(";") || is("}") || token().kind() == Lexer.Kind.NEWLINE;
                    return new Node.Jump(word, bare ? null : expression());
                }
                case "delete": {
                    at++;
                    Node.Variable array = variable(token().text());
                    at++;
                    Node subscript = null;
                    if (accept("[")) {
                        subscript = subscripts();
                    }
                    return new Node.Delete(array, subscript);
                }
                default:
                    break;
            }
        }
        return expression();
    }

    private Node print(boolean formatted) {
        boolean old = noGreater;
        noGreater = true;
        List<Node> arguments = new ArrayList<>();
        boolean bare = is(";") || is("}") || is(">") || is(">>") || is("|") || token().kind() == Lexer.Kind.NEWLINE;
        if (!bare) {
            do {
                skipNewlines();
                Node argument = expression();
                if (argument instanceof Node.Group group && arguments.isEmpty() && !is(",")) {
                    arguments.addAll(group.parts());
                } else {
                    arguments.add(argument);
                }
            } while (accept(","));
        }
        noGreater = old;
        String redirect = is(">") || is(">>") || is("|") ? token().text() : "";
        Node to = null;
        if (!redirect.isEmpty()) {
            at++;
            noGreater = true;
            to = choice();
            noGreater = old;
        }
        return new Node.Print(formatted, arguments, redirect, to);
    }

    // ---- expressions, loosest first ------------------------------------------------------------------

    private Node expression() {
        if (++depth > MAX_DEPTH) {
            throw Failure.of(2, "program too deep");
        }
        try {
            return assignment();
        } finally {
            depth--;
        }
    }

    private Node assignment() {
        Node left = choice();
        if (token().kind() == Lexer.Kind.OPERATOR
                && List.of("=", "+=", "-=", "*=", "/=", "%=", "^=").contains(token().text())) {
            if (!(left instanceof Node.Variable || left instanceof Node.Field || left instanceof Node.Element)) {
                throw syntax();
            }
            String operator = token().text();
            at++;
            skipNewlines();
            return new Node.Assign(left, operator, expression());
        }
        return left;
    }

    private Node choice() {
        Node test = or();
        if (!accept("?")) {
            return test;
        }
        skipNewlines();
        Node yes = expression();
        skipNewlines();
        expect(":");
        skipNewlines();
        return new Node.Choice(test, yes, expression());
    }

    private Node or() {
        Node left = and();
        while (accept("||")) {
            skipNewlines();
            left = new Node.Binary("||", left, and());
        }
        return left;
    }

    private Node and() {
        Node left = membership();
        while (accept("&&")) {
            skipNewlines();
            left = new Node.Binary("&&", left, membership());
        }
        return left;
    }

    private Node membership() {
        Node left = match();
        while (isName("in")) {
            at++;
            left = new Node.In(left, variable(token().text()));
            at++;
        }
        return left;
    }

    private Node match() {
        Node left = comparison();
        while (is("~") || is("!") && tokens.get(at + 1).text().equals("~")) {
            boolean not = accept("!");
            at++;
            Node found = new Node.Binary("~", left, comparison());
            left = not ? new Node.Unary("!", found) : found;
        }
        return left;
    }

    private Node comparison() {
        Node left = concatenation();
        boolean more = List.of("<", "<=", "==", "!=", ">=").contains(token().text())
                || token().text().equals(">") && !noGreater;
        if (token().kind() == Lexer.Kind.OPERATOR && more) {
            String operator = token().text();
            at++;
            return new Node.Binary(operator, left, concatenation());
        }
        if (is("|") && tokens.get(at + 1).text().equals("getline")) {
            return pipes(left);
        }
        return left;
    }

    private Node pipes(Node left) {
        Node command = left;
        while (is("|") && tokens.get(at + 1).text().equals("getline")) {
            at += 2;
            command = new Node.Getline('|', command, target());
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
        Lexer.Token t = token();
        switch (t.kind()) {
            case NUMBER, STRING, CALL, REGEX:
                return true;
            case NAME:
                return !KEYWORDS.contains(t.text());
            case OPERATOR:
                return List.of("$", "!", "(", "-", "+", "++", "--").contains(t.text())
                        && !(is("!") && tokens.get(at + 1).text().matches("~|="));
            default:
                return false;
        }
    }

    private Node additive() {
        Node left = multiplicative();
        while (is("+") || is("-")) {
            String operator = token().text();
            at++;
            left = new Node.Binary(operator, left, multiplicative());
        }
        return left;
    }

    private Node multiplicative() {
        Node left = unary();
        while (is("*") || is("/") || is("%")) {
            String operator = token().text();
            at++;
            left = new Node.Binary(operator, left, unary());
        }
        return left;
    }

    private Node unary() {
        for (String operator : List.of("!", "-", "+")) {
            if (accept(operator)) {
                return new Node.Unary(operator, unary());
            }
        }
        return power();
    }

    private Node power() {
        Node left = postfix();
        if (accept("^")) {
            return new Node.Binary("^", left, is("-") || is("+") || is("!") ? unary() : power());
        }
        return left;
    }

    private Node postfix() {
        if (is("++") || is("--")) {
            double by = is("++") ? 1 : -1;
            at++;
            return new Node.Step(postfix(), by, true);
        }
        Node operand = primary();
        boolean target =
                operand instanceof Node.Variable || operand instanceof Node.Field || operand instanceof Node.Element;
        if (target && (is("++") || is("--"))) {
            double by = is("++") ? 1 : -1;
            at++;
            return new Node.Step(operand, by, false);
        }
        return operand;
    }

    private Node primary() {
        Lexer.Token t = token();
        switch (t.kind()) {
            case NUMBER:
                at++;
                return new Node.Constant(Value.of(Double.parseDouble(t.text())));
            case STRING:
                at++;
                return new Node.Constant(Value.of(t.text()));
            case REGEX:
                at++;
                try {
                    return new Node.Regex(regex(t.text()));
                } catch (Failure e) {
                    throw wrong(t.line(), e.getMessage());
                }
            case CALL:
                at++;
                return call(t.text());
            case NAME:
                return named(t);
            default:
                if (accept("$")) {
                    return new Node.Field(is("++") || is("--") || is("-") ? unary() : primary());
                }
                if (accept("(")) {
                    return parenthesized();
                }
                throw syntax();
        }
    }

    static Pattern regex(String text) {
        try {
            return PosixRegex.compile(text, PosixRegex.Syntax.AWK, 0);
        } catch (RegexException e) {
            String why = e.getMessage().startsWith("Unmatched (") ? "missing ')'" : e.getMessage();
            throw Failure.of(2, "regular expression compile failed (" + why + ")\n" + text);
        }
    }

    private Node parenthesized() {
        boolean oldGreater = noGreater;
        noGreater = false;
        List<Node> parts = new ArrayList<>();
        do {
            skipNewlines();
            parts.add(expression());
        } while (accept(","));
        skipNewlines();
        expect(")");
        noGreater = oldGreater;
        return parts.size() == 1 && !(parts.get(0) instanceof Node.Variable)
                ? new Node.Unary("(", parts.get(0))
                : parts.size() == 1 ? parts.get(0) : new Node.Group(parts);
    }

    private Node named(Lexer.Token t) {
        at++;
        if (t.text().equals("getline")) {
            Node target = target();
            if (accept("<")) {
                return new Node.Getline('<', postfix(), target);
            }
            return new Node.Getline(' ', null, target);
        }
        if (t.text().equals("length")) {
            return new Node.CallTo("length", List.of(), true);
        }
        if (KEYWORDS.contains(t.text())) {
            at--;
            throw syntax();
        }
        Node.Variable variable = variable(t.text());
        return accept("[") ? new Node.Element(variable, subscripts()) : variable;
    }

    private Node target() {
        if (is("$") || token().kind() == Lexer.Kind.NAME && !KEYWORDS.contains(token().text())) {
            return primary();
        }
        return null;
    }

    private Node subscripts() {
        List<Node> parts = new ArrayList<>();
        do {
            parts.add(expression());
        } while (accept(","));
        expect("]");
        return parts.size() == 1 ? parts.get(0) : new Node.Group(parts);
    }

    private Node call(String name) {
        int line = token().line();
        expect("(");
        boolean oldGreater = noGreater;
        noGreater = false;
        List<Node> arguments = new ArrayList<>();
        skipNewlines();
        while (!is(")")) {
            arguments.add(expression());
            skipNewlines();
            if (!accept(",")) {
                break;
            }
            skipNewlines();
        }
        expect(")");
        noGreater = oldGreater;
        boolean builtin = BuiltinFunctions.has(name);
        if (builtin && !BuiltinFunctions.takes(name, arguments.size())) {
            throw wrong(line, "wrong number of arguments in call to " + name);
        }
        if (!builtin) {
            calls.add(new Called(name, arguments.size(), line));
        }
        return new Node.CallTo(name, arguments, builtin);
    }

    private Node.Variable variable(String name) {
        return new Node.Variable(name, locals.indexOf(name));
    }
}
