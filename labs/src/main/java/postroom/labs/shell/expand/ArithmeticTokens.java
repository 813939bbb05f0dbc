package postroom.labs.shell.expand;

import java.util.Optional;
import postroom.labs.shell.state.ShellError;

/** The tokens of an arithmetic expression, one at a time, and bash's way of naming the offending one. */
final class ArithmeticTokens {
    private static final String[] OPERATORS = {
        "<<=", ">>=", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "**", "*=", "/=", "%=", "+=", "-=", "&=", "^=",
        "|=", "=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", ",", "(", ")"
    };

    private final String expression;
    private final boolean posix;
    private int at;
    private int tokenStart;
    private Kind kind = Kind.END;
    private boolean started;
    private Kind lastKind = Kind.END;
    private String text = "";
    private String name = "";
    private Optional<String> subscript = Optional.empty();
    private long number;

    enum Kind {
        END,
        NAME,
        NUMBER,
        OPERATOR
    }

    /** {@code posix}: without increments, powers and commas. */
    ArithmeticTokens(String expression, boolean posix) {
        this.expression = expression;
        this.posix = posix;
    }

    Kind kind() {
        return kind;
    }

    /** The kind of the operand just read: NAME if it can be assigned to. */
    Kind lastKind() {
        return lastKind;
    }

    String text() {
        return kind == Kind.OPERATOR ? text : "";
    }

    String name() {
        return name;
    }

    Optional<String> subscript() {
        return subscript;
    }

    long number() {
        return number;
    }

    int position() {
        return at;
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isOneOf(String... operators) {
        for (String operator : operators) {
            if (is(operator)) {
                return true;
            }
        }
        return false;
    }

    boolean isAssignment() {
        return kind == Kind.OPERATOR && isAssignment(text);
    }

    private static boolean isAssignment(String operator) {
        return switch (operator) {
            case "=", "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "<<=", ">>=" -> true;
            default -> false;
        };
    }

    void forgetName() {
        lastKind = Kind.NUMBER;
    }

    void setNumber() {
        lastKind = Kind.NUMBER;
    }

    void rememberName(String variable, Optional<String> index) {
        name = variable;
        subscript = index;
        lastKind = Kind.NAME;
    }

    /** Whether a plain {@code =} comes next: then the variable's old value is not looked at. */
    boolean assignmentFollows() {
        int i = at;
        while (i < expression.length() && isBlank(expression.charAt(i))) {
            i++;
        }
        return i < expression.length()
                && expression.charAt(i) == '='
                && !(i + 1 < expression.length() && expression.charAt(i + 1) == '=');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    void read() {
        Kind before = kind;
        while (at < expression.length() && isBlank(expression.charAt(at))) {
            at++;
        }
        if (at >= expression.length()) {
            advance(Kind.END);
            return;
        }
        tokenStart = at;
        char c = expression.charAt(at);
        if (Character.isLetter(c) && c < 128 || c == '_') {
            readName();
            advance(Kind.NAME);
        } else if (c >= '0' && c <= '9') {
            readNumber();
            advance(Kind.NUMBER);
        } else {
            readOperator(before);
            advance(Kind.OPERATOR);
        }
    }

    private void advance(Kind next) {
        if (next != Kind.OPERATOR) {
            lastKind = next;
        }
        started = true;
        kind = next;
    }

    private void readName() {
        int start = at;
        while (at < expression.length() && isNamePart(expression.charAt(at))) {
            at++;
        }
        name = expression.substring(start, at);
        subscript = Optional.empty();
        if (at < expression.length() && expression.charAt(at) == '[') {
            int open = 0;
            int from = at + 1;
            while (at < expression.length()) {
                char c = expression.charAt(at++);
                open += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (open == 0) {
                    subscript = Optional.of(expression.substring(from, at - 1));
                    return;
                }
            }
            throw failure("bad array subscript", start);
        }
    }

    private static boolean isNamePart(char c) {
        return c < 128 && Character.isLetterOrDigit(c) || c == '_';
    }

    private void readNumber() {
        int start = at;
        while (at < expression.length()
                && (isNamePart(expression.charAt(at))
                        || expression.charAt(at) == '#'
                        || expression.charAt(at) == '@')) {
            at++;
        }
        number = number(expression.substring(start, at));
    }

    private long number(String digits) {
        int base = 10;
        int from = 0;
        int hash = digits.indexOf('#');
        if (hash >= 0) {
            base = (int) Math.min(1000, number(digits.substring(0, hash)));
            if (base < 2 || base > 64) {
                throw error("invalid arithmetic base");
            }
            from = hash + 1;
            if (from == digits.length()) {
                throw error("invalid integer constant");
            }
        } else if (digits.length() > 1 && (digits.startsWith("0x") || digits.startsWith("0X"))) {
            base = 16;
            from = 2;
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            base = 8;
            from = 1;
        }
        long value = 0;
        for (int i = from; i < digits.length(); i++) {
            int digit = digit(digits.charAt(i), base);
            if (digit < 0) {
                throw error("invalid number");
            }
            if (digit >= base) {
                throw error("value too great for base");
            }
            value = value * base + digit;
        }
        return value;
    }

    private static int digit(char c, int base) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + (base <= 36 ? 10 : 36);
        }
        return c == '@' ? 62 : c == '_' ? 63 : -1;
    }

    private void readOperator(Kind before) {
        if (expression.startsWith("++", at) || expression.startsWith("--", at)) {
            String sign = expression.substring(at, at + 2);
            if (!posix && started && before == Kind.NAME) {
                text = sign + "post";
                at += 2;
                return;
            }
            if (!posix && identifierAfter(at + 2)) {
                text = sign + "pre";
                at += 2;
                return;
            }
            text = sign.substring(1);
            at += 1;
            return;
        }
        for (String operator : OPERATORS) {
            boolean known = !posix || !operator.equals("**") && !operator.equals(",");
            if (known && expression.startsWith(operator, at)) {
                text = operator;
                at += operator.length();
                return;
            }
        }
        boolean operand = started && (before == Kind.NAME || before == Kind.NUMBER);
        throw failure(operand ? "syntax error: invalid arithmetic operator" : "syntax error: operand expected", at);
    }

    private boolean identifierAfter(int from) {
        int i = from;
        while (i < expression.length() && isBlank(expression.charAt(i))) {
            i++;
        }
        return i < expression.length() && (Character.isLetter(expression.charAt(i)) || expression.charAt(i) == '_');
    }

    /** An error at the token read last. */
    ShellError error(String message) {
        return failure(message, tokenStart);
    }

    /** An error at a place, blanks there skipped. */
    ShellError errorAt(String message, int place) {
        int i = place;
        while (i < expression.length() && isBlank(expression.charAt(i))) {
            i++;
        }
        return failure(message, i);
    }

    private ShellError failure(String message, int place) {
        String shown = expression.stripLeading();
        String token = expression.substring(Math.min(place, expression.length()));
        return Arithmetic.failure(shown + ": " + message + " (error token is \"" + token + "\")");
    }
}
