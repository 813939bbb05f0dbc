package postroom.labs.shell.expand;

import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.shell.state.ShellError;

/**
 * Evaluates {@code $((…))}: 64-bit integers, C's operators. A descent through bash's own precedence levels, so that its
 * error texts name the same token. Source: bash(1), ARITHMETIC EVALUATION.
 */
public final class Arithmetic {
    /** Variables that hold expressions, and parentheses, nest no deeper; bash itself stops at 1,024. */
    private static final int MAX_DEPTH = 60;

    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\\s*");

    private final Names names;
    private final int depth;
    private final ArithmeticTokens tokens;
    private int skipping;

    /** The variables of an expression. */
    public interface Names {

        /** The text of a variable or element; empty if unset. May throw when unset ones are refused. */
        Optional<String> value(String name, Optional<String> subscript);

        void assign(String name, Optional<String> subscript, long value);

        /** Whether the shell has POSIX' arithmetic alone, as dash: no {@code ++}, no names in the values of variables. */
        default boolean posix() {
            return false;
        }

        /** Called for every evaluation; may throw. */
        void step();
    }

    private Arithmetic(String text, Names names, int depth) {
        this.names = names;
        this.depth = depth;
        this.tokens = new ArithmeticTokens(text, names.posix());
    }

    /** The value; an empty expression is 0. */
    public static long evaluate(String text, Names names) {
        return evaluate(text, names, 0);
    }

    private static long evaluate(String text, Names names, int depth) {
        names.step();
        if (text.isBlank()) {
            return 0;
        }
        return new Arithmetic(text, names, depth).whole();
    }

    private long whole() {
        if (depth > MAX_DEPTH) {
            throw tokens.error("expression recursion level exceeded");
        }
        tokens.read();
        long value = comma(0);
        if (tokens.kind() != ArithmeticTokens.Kind.END) {
            throw tokens.error("syntax error in expression");
        }
        return value;
    }

    private long comma(int level) {
        if (level + depth > MAX_DEPTH) {
            throw tokens.error("expression recursion level exceeded");
        }
        long value = assignment(level);
        while (tokens.is(",")) {
            tokens.read();
            value = assignment(level);
        }
        return value;
    }

    private long assignment(int level) {
        long value = ternary(level);
        if (!tokens.isAssignment()) {
            return value;
        }
        if (tokens.lastKind() != ArithmeticTokens.Kind.NAME) {
            throw tokens.error("attempted assignment to non-variable");
        }
        String operator = tokens.text();
        String name = tokens.name();
        Optional<String> subscript = tokens.subscript();
        tokens.read();
        long right = level > MAX_DEPTH ? deep() : assignment(level + 1);
        long result = operator.equals("=")
                ? right
                : binary(operator.substring(0, operator.length() - 1), value, right, tokens.position());
        if (skipping == 0) {
            names.assign(name, subscript, result);
        }
        tokens.setNumber();
        return result;
    }

    private long deep() {
        throw tokens.error("expression recursion level exceeded");
    }

    private long ternary(int level) {
        long condition = logicalOr(level);
        if (!tokens.is("?")) {
            return condition;
        }
        tokens.read();
        if (tokens.kind() == ArithmeticTokens.Kind.END || tokens.is(":")) {
            throw tokens.error("expression expected");
        }
        skipping += condition == 0 ? 1 : 0;
        long whenTrue = comma(level + 1);
        skipping -= condition == 0 ? 1 : 0;
        if (!tokens.is(":")) {
            throw tokens.error("`:' expected for conditional expression");
        }
        tokens.read();
        if (tokens.kind() == ArithmeticTokens.Kind.END) {
            throw tokens.error("expression expected");
        }
        skipping += condition != 0 ? 1 : 0;
        long whenFalse = level > MAX_DEPTH ? deep() : ternary(level + 1);
        skipping -= condition != 0 ? 1 : 0;
        tokens.forgetName();
        return condition != 0 ? whenTrue : whenFalse;
    }

    private long logicalOr(int level) {
        long left = logicalAnd(level);
        while (tokens.is("||")) {
            tokens.read();
            skipping += left != 0 ? 1 : 0;
            long right = logicalAnd(level);
            skipping -= left != 0 ? 1 : 0;
            left = left != 0 || right != 0 ? 1 : 0;
            tokens.forgetName();
        }
        return left;
    }

    private long logicalAnd(int level) {
        long left = levels(level, 0);
        while (tokens.is("&&")) {
            tokens.read();
            skipping += left == 0 ? 1 : 0;
            long right = levels(level, 0);
            skipping -= left == 0 ? 1 : 0;
            left = left != 0 && right != 0 ? 1 : 0;
            tokens.forgetName();
        }
        return left;
    }

    private static final String[][] LEVELS = {
        {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}
    };

    private long levels(int level, int precedence) {
        if (precedence == LEVELS.length) {
            return power(level);
        }
        long left = levels(level, precedence + 1);
        while (tokens.isOneOf(LEVELS[precedence])) {
            String operator = tokens.text();
            int operandAt = tokens.position();
            tokens.read();
            long right = levels(level, precedence + 1);
            left = binary(operator, left, right, operandAt);
            tokens.forgetName();
        }
        return left;
    }

    private long binary(String operator, long left, long right, int operandAt) {
        return switch (operator) {
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "&" -> left & right;
            case "==" -> left == right ? 1 : 0;
            case "!=" -> left != right ? 1 : 0;
            case "<=" -> left <= right ? 1 : 0;
            case ">=" -> left >= right ? 1 : 0;
            case "<" -> left < right ? 1 : 0;
            case ">" -> left > right ? 1 : 0;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/", "%" -> divide(operator, left, right, operandAt);
            default -> throw tokens.error("syntax error: operand expected");
        };
    }

    private long divide(String operator, long left, long right, int operandAt) {
        if (right == 0) {
            if (skipping > 0) {
                return 0;
            }
            throw tokens.errorAt("division by 0", operandAt);
        }
        return operator.equals("/") ? left / right : right == -1 ? 0 : left % right;
    }

    private long power(int level) {
        long base = unary(level);
        if (!tokens.is("**")) {
            return base;
        }
        tokens.read();
        long exponent = level > MAX_DEPTH ? deep() : power(level + 1);
        tokens.setNumber();
        if (exponent < 0) {
            throw tokens.error("exponent less than 0");
        }
        long result = 1;
        for (long e = exponent, b = base; e > 0; e >>= 1, b *= b) {
            if ((e & 1) != 0) {
                result *= b;
            }
        }
        return result;
    }

    private long unary(int level) {
        if (level > MAX_DEPTH) {
            return deep();
        }
        String operator = tokens.text();
        if (operator.length() != 1 || "!~-+".indexOf(operator.charAt(0)) < 0) {
            return primary(level);
        }
        tokens.read();
        long operand = unary(level + 1);
        tokens.forgetName();
        return switch (operator) {
            case "!" -> operand == 0 ? 1 : 0;
            case "~" -> ~operand;
            case "-" -> -operand;
            default -> operand;
        };
    }

    private long primary(int level) {
        if (tokens.isOneOf("++pre", "--pre")) {
            return preIncrement();
        }
        if (tokens.is("(")) {
            tokens.read();
            long value = comma(level + 1);
            if (!tokens.is(")")) {
                throw tokens.error("missing `)'");
            }
            tokens.read();
            return value;
        }
        if (tokens.kind() == ArithmeticTokens.Kind.NUMBER) {
            long value = tokens.number();
            tokens.read();
            return value;
        }
        if (tokens.kind() == ArithmeticTokens.Kind.NAME) {
            return variable();
        }
        throw tokens.error("syntax error: operand expected");
    }

    private long preIncrement() {
        long delta = tokens.is("++pre") ? 1 : -1;
        tokens.read();
        if (tokens.kind() != ArithmeticTokens.Kind.NAME) {
            throw tokens.error("identifier expected after pre-increment or pre-decrement");
        }
        long value = value() + delta;
        if (skipping == 0) {
            names.assign(tokens.name(), tokens.subscript(), value);
        }
        tokens.read();
        tokens.forgetName();
        return value;
    }

    private long variable() {
        String name = tokens.name();
        Optional<String> subscript = tokens.subscript();
        long value = tokens.assignmentFollows() ? 0 : value();
        tokens.read();
        if (tokens.isOneOf("++post", "--post")) {
            if (skipping == 0) {
                names.assign(name, subscript, tokens.is("++post") ? value + 1 : value - 1);
            }
            tokens.read();
            tokens.forgetName();
        } else {
            tokens.rememberName(name, subscript);
        }
        return value;
    }

    private long value() {
        if (skipping > 0) {
            return 0;
        }
        Optional<String> text = names.value(tokens.name(), tokens.subscript());
        if (text.isPresent()
                && names.posix()
                && !text.get().isBlank()
                && !NUMBER.matcher(text.get()).matches()) {
            throw failure("Illegal number: " + text.get());
        }
        return text.isEmpty() || text.get().isBlank() ? 0 : evaluate(text.get(), names, depth + 1);
    }

    /** A failure with bash's text. */
    static ShellError failure(String message) {
        return new ShellError(message);
    }
}
