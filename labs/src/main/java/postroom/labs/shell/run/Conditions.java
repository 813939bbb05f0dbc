package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.shell.pattern.Glob;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.Condition;
import postroom.labs.shell.syntax.Word;

/** Evaluates {@code [[ … ]]}. Source: bash(1), CONDITIONAL EXPRESSIONS. */
final class Conditions {
    private final Shell shell;

    Conditions(Shell shell) {
        this.shell = shell;
    }

    /** An expression that cannot be evaluated: status 2. */
    static final class BadExpression extends Exception {
        private static final long serialVersionUID = 1L;

        BadExpression(String message) {
            super(message, null, false, false);
        }
    }

    boolean test(Condition condition) throws BadExpression {
        if (condition instanceof Condition.Not not) {
            return !test(not.operand());
        }
        if (condition instanceof Condition.And and) {
            return test(and.left()) && test(and.right());
        }
        if (condition instanceof Condition.Or or) {
            return test(or.left()) || test(or.right());
        }
        if (condition instanceof Condition.Paren paren) {
            return test(paren.inner());
        }
        if (condition instanceof Condition.Unary unary) {
            return unary(unary);
        }
        return binary((Condition.Binary) condition);
    }

    private boolean unary(Condition.Unary unary) {
        String operand = shell.expander().single(unary.operand());
        trace((unary.implicit() ? "-n" : unary.operator()) + " " + shown(operand));
        return new FileTests(shell).unary(unary.operator().charAt(1), operand);
    }

    private static String shown(String text) {
        return postroom.labs.shell.expand.Quoting.ifNeeded(text);
    }

    private void trace(String text) {
        if (shell.options().is("xtrace")) {
            shell.interpreter().simple().trace("[[ " + text + " ]]");
        }
    }

    private boolean binary(Condition.Binary binary) throws BadExpression {
        String left = shell.expander().single(binary.left());
        return switch (binary.operator()) {
            case "=", "==", "!=" -> {
                Pattern pattern = shell.expander().compiled(binary.right(), true);
                trace(shown(left) + " " + binary.operator() + " "
                        + shell.expander().pattern(binary.right()).text());
                yield pattern.matches(left) != binary.operator().equals("!=");
            }
            case "=~" -> matches(left, binary.right());
            case "<" -> Glob.compare(left, shell.expander().single(binary.right())) < 0;
            case ">" -> Glob.compare(left, shell.expander().single(binary.right())) > 0;
            case "-eq", "-ne", "-lt", "-le", "-gt", "-ge" -> {
                String right = shell.expander().single(binary.right());
                trace(shown(left) + " " + binary.operator() + " " + shown(right));
                yield compare(binary.operator(), number(left), number(right));
            }
            default ->
                new FileTests(shell)
                        .binary(binary.operator(), left, shell.expander().single(binary.right()));
        };
    }

    private long number(String text) {
        try {
            return shell.expander().arithmetic(text);
        } catch (ShellError e) {
            if (e.severity() == ShellError.Severity.FATAL) {
                throw e;
            }
            shell.complain("[[: " + e.getMessage());
            return 0;
        }
    }

    static boolean compare(String operator, long left, long right) {
        return switch (operator) {
            case "-eq" -> left == right;
            case "-ne" -> left != right;
            case "-lt" -> left < right;
            case "-le" -> left <= right;
            case "-gt" -> left > right;
            default -> left >= right;
        };
    }

    private boolean matches(String left, Word word) throws BadExpression {
        String regex = shell.expander().regex(word);
        trace(shown(left) + " =~ " + regex);
        List<String> groups = new ArrayList<>();
        boolean found = ExtendedRegex.find(regex, left, shell.options().is("nocasematch"), shell::step, groups);
        Variable variable = Variable.of(groups);
        shell.variables().putGlobal("BASH_REMATCH", variable);
        return found;
    }
}
