package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Set;
import postroom.labs.shell.pattern.Glob;
import postroom.labs.shell.run.FileTests;
import postroom.labs.shell.run.Shell;

/** The expression of {@code test}: by its number of arguments up to four, as POSIX wants it, else by precedence. */
final class TestExpression {
    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
    private static final int MAX_DEPTH = 100;
    private final Shell shell;
    private final List<String> arguments;
    private int at;
    private int depth;

    TestExpression(Shell shell, List<String> arguments) {
        this.shell = shell;
        this.arguments = arguments;
    }

    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    boolean value() throws Malformed {
        if (arguments.size() <= 4) {
            return byCount(arguments);
        }
        boolean value = or();
        if (at < arguments.size()) {
            throw new Malformed("too many arguments");
        }
        return value;
    }

    private boolean byCount(List<String> a) throws Malformed {
        switch (a.size()) {
            case 0:
                return false;
            case 1:
                return !a.get(0).isEmpty();
            case 2:
                if (a.get(0).equals("!")) {
                    return a.get(1).isEmpty();
                }
                if (!isUnary(a.get(0))) {
                    throw new Malformed(a.get(0) + ": unary operator expected");
                }
                return unary(a.get(0), a.get(1));
            case 3:
                return three(a);
            default:
                if (a.get(0).equals("!")) {
                    return !byCount(a.subList(1, 4));
                }
                if (a.get(0).equals("(") && a.get(3).equals(")")) {
                    return byCount(a.subList(1, 3));
                }
                boolean value = or();
                if (at < arguments.size()) {
                    throw new Malformed("too many arguments");
                }
                return value;
        }
    }

    private boolean three(List<String> a) throws Malformed {
        if (a.get(1).equals("==") && shell.isDash()) {
            throw new Malformed(a.get(0) + ": binary operator expected");
        }
        if (BINARY.contains(a.get(1))) {
            return binary(a.get(0), a.get(1), a.get(2));
        }
        if (a.get(1).equals("-a")) {
            return !a.get(0).isEmpty() && !a.get(2).isEmpty();
        }
        if (a.get(1).equals("-o")) {
            return !a.get(0).isEmpty() || !a.get(2).isEmpty();
        }
        if (a.get(0).equals("!")) {
            return !byCount(a.subList(1, 3));
        }
        if (a.get(0).equals("(") && a.get(2).equals(")")) {
            return !a.get(1).isEmpty();
        }
        throw new Malformed(a.get(1) + ": binary operator expected");
    }

    private boolean or() throws Malformed {
        boolean left = and();
        while (at < arguments.size() && arguments.get(at).equals("-o")) {
            at++;
            left |= and();
        }
        return left;
    }

    private boolean and() throws Malformed {
        boolean left = term();
        while (at < arguments.size() && arguments.get(at).equals("-a")) {
            at++;
            left &= term();
        }
        return left;
    }

    private String next() throws Malformed {
        if (at >= arguments.size()) {
            throw new Malformed("argument expected");
        }
        return arguments.get(at++);
    }

    private boolean term() throws Malformed {
        if (++depth > MAX_DEPTH) {
            throw new Malformed("too many arguments");
        }
        String word = next();
        boolean value;
        if (word.equals("!")) {
            value = !term();
        } else if (at < arguments.size() && BINARY.contains(arguments.get(at)) && at + 1 < arguments.size()) {
            String operator = next();
            value = binary(word, operator, next());
        } else if (word.equals("(")) {
            value = or();
            String close = at < arguments.size() ? arguments.get(at) : "";
            if (!close.equals(")")) {
                throw new Malformed(close.isEmpty() ? "`)' expected" : "`)' expected, found " + close);
            }
            at++;
        } else if (isUnary(word) && at < arguments.size()) {
            value = unary(word, next());
        } else {
            value = !word.isEmpty();
        }
        depth--;
        return value;
    }

    private static boolean isUnary(String word) {
        return word.length() == 2 && word.charAt(0) == '-' && "abcdefghknoprstuvwxzGLNORS".indexOf(word.charAt(1)) >= 0;
    }

    private boolean unary(String operator, String operand) throws Malformed {
        if (operator.equals("-t")) {
            integer(operand);
        }
        return new FileTests(shell).unary(operator.charAt(1), operand);
    }

    private boolean binary(String left, String operator, String right) throws Malformed {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> Glob.compare(left, right) < 0;
            case ">" -> Glob.compare(left, right) > 0;
            case "-eq" -> integer(left) == integer(right);
            case "-ne" -> integer(left) != integer(right);
            case "-lt" -> integer(left) < integer(right);
            case "-le" -> integer(left) <= integer(right);
            case "-gt" -> integer(left) > integer(right);
            case "-ge" -> integer(left) >= integer(right);
            default -> new FileTests(shell).binary(operator, left, right);
        };
    }

    private static long integer(String text) throws Malformed {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new Malformed(text + ": integer expression expected");
        }
    }
}
