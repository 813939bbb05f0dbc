package postroom.labs.debian.bc;

import java.io.IOException;
import postroom.labs.debian.bc.Token.Kind;

/** The expressions of the language, by the precedence of their operators. */
final class Expressions {
    /** What an expression is: its bits say whether a statement prints it, and what may be remarked on. */
    static final int VALUE = 1;

    static final int COMPARISON = 2;
    static final int PARENTHESES = 4;
    static final int VOID = 8;
    static final int EMPTY = 16;

    private static final int OR = 1;
    private static final int AND = 2;
    private static final int RELATION = 4;
    private static final int SUM = 6;
    private static final int PRODUCT = 7;
    private static final int POWER = 8;
    private static final int PRIMARY = 9;

    private final Parser parser;
    private final Complaints complaints;
    private final Code code;

    Expressions(Parser parser, Complaints complaints, Code code) {
        this.parser = parser;
        this.complaints = complaints;
        this.code = code;
    }

    int any() throws IOException, Parser.SyntaxError {
        return from(OR);
    }

    /** Remarks on a name that POSIX does not have. */
    void remark(String name) throws IOException {
        if (name.length() != 1) {
            complaints.extension("multiple letter name - " + name);
        }
    }

    private int levelOf(Token it) {
        return switch (it.kind()) {
            case OR -> OR;
            case AND -> AND;
            case RELATION -> RELATION;
            case SIGN ->
                switch (it.text()) {
                    case "+", "-" -> SUM;
                    case "*", "/", "%" -> PRODUCT;
                    case "^" -> POWER;
                    default -> 0;
                };
            default -> 0;
        };
    }

    private int from(int lowest) throws IOException, Parser.SyntaxError {
        parser.enter();
        int kind = prefixed();
        while (levelOf(parser.token()) >= lowest) {
            int level = levelOf(parser.token());
            kind = operator(kind, level, parser.take());
        }
        parser.leave();
        return kind;
    }

    private int operator(int left, int level, String sign) throws IOException, Parser.SyntaxError {
        int label = 0;
        if (level == AND) {
            complaints.extension("&& operator");
            label = code.newLabel();
            code.add("D");
            code.jump('Z', label);
            code.add("p");
        } else if (level == OR) {
            complaints.extension("|| operator");
            label = code.newLabel();
            code.jump('B', label);
        }
        int right = from(level == POWER ? POWER : level + 1);
        if (((left | right) & VOID) != 0) {
            String name = level == AND ? "&&" : level == OR ? "||" : level == RELATION ? "comparison" : sign;
            complaints.error("void expression with " + name);
        }
        switch (level) {
            case AND -> {
                code.add("D");
                code.jump('Z', label);
                code.add("p1");
                code.label(label);
            }
            case OR -> {
                int end = code.newLabel();
                code.jump('B', label);
                code.add("0");
                code.jump('J', end);
                code.label(label);
                code.add("1");
                code.label(end);
            }
            case RELATION -> {
                code.add(
                        switch (sign) {
                            case "==" -> "=";
                            case "!=" -> "#";
                            case "<=" -> "{";
                            case ">=" -> "}";
                            default -> sign;
                        });
                return VALUE | COMPARISON;
            }
            default -> code.add(sign);
        }
        return (left | right) & ~PARENTHESES;
    }

    private int prefixed() throws IOException, Parser.SyntaxError {
        if (parser.atSign('-')) {
            parser.take();
            int kind = from(PRIMARY);
            if ((kind & VOID) != 0) {
                complaints.error("void expression with unary -");
            }
            code.add("n");
            return kind & ~PARENTHESES;
        }
        if (parser.at(Kind.NOT)) {
            parser.take();
            int kind = from(RELATION);
            if ((kind & VOID) != 0) {
                complaints.error("void expression with !");
            }
            complaints.extension("! operator");
            code.add("!");
            return kind & ~PARENTHESES;
        }
        return primary();
    }

    private int primary() throws IOException, Parser.SyntaxError {
        Token it = parser.token();
        switch (it.kind()) {
            case NUMBER -> {
                String digits = parser.take();
                if (digits.equals("0") || digits.equals("1")) {
                    code.add(digits);
                } else {
                    checkDigits(digits);
                    code.constant(digits);
                }
                return VALUE;
            }
            case STEP -> {
                boolean up = parser.take().equals("+");
                int name = named();
                if (name < 0) {
                    code.add("D");
                    code.numbered(up ? 'A' : 'M', -name);
                    code.numbered('L', -name);
                } else {
                    code.numbered(up ? 'i' : 'd', name);
                    code.numbered('l', name);
                }
                return VALUE;
            }
            case LENGTH -> {
                parser.take();
                return special("cL", "length()");
            }
            case SQRT -> {
                parser.take();
                return special("cR", "sqrt()");
            }
            case READ, RANDOM -> {
                parser.take();
                parser.needSign('(');
                parser.needSign(')');
                complaints.extension(it.is(Kind.READ) ? "read function" : "random function");
                code.add(it.is(Kind.READ) ? "cI" : "cX");
                return VALUE;
            }
            default -> {
                return other(it);
            }
        }
    }

    private int other(Token it) throws IOException, Parser.SyntaxError {
        if (it.isSign('(')) {
            parser.take();
            int kind = any();
            parser.needSign(')');
            if ((kind & VOID) != 0) {
                complaints.error("void expression in parenthesis");
            }
            return kind | VALUE | PARENTHESES;
        }
        if (it.is(Kind.NAME)) {
            String name = parser.take();
            return parser.atSign('(') ? call(name) : variable(named(name));
        }
        if (it.is(Kind.SCALE)) {
            parser.take();
            return parser.atSign('(') ? special("cS", "scale()") : variable(2);
        }
        return variable(named());
    }

    private void checkDigits(String digits) throws IOException {
        boolean odd = digits.chars().anyMatch(c -> c > 'F');
        if (odd && complaints.standard()) {
            complaints.error("Error in numeric constant");
        } else if (odd && complaints.warns()) {
            complaints.extension("Non-standard base in numeric constant");
        }
    }

    private int special(String instructions, String name) throws IOException, Parser.SyntaxError {
        parser.needSign('(');
        if ((any() & VOID) != 0) {
            complaints.error("void expression in " + name);
        }
        parser.needSign(')');
        code.add(instructions);
        return VALUE;
    }

    /** The number of what a value can be given to: negative for an array, whose subscript is on the stack. */
    private int named() throws IOException, Parser.SyntaxError {
        Token it = parser.token();
        int special = switch (it.kind()) {
            case NAME -> -1;
            case IBASE -> 0;
            case OBASE -> 1;
            case SCALE -> 2;
            case HISTORY -> 3;
            case LAST -> Names.LAST;
            default -> throw new Parser.SyntaxError();
        };
        String name = parser.take();
        if (special == Names.LAST) {
            complaints.extension("Last variable");
        } else if (special == 3) {
            complaints.extension("History variable");
        }
        return special < 0 ? named(name) : special;
    }

    private int named(String name) throws IOException, Parser.SyntaxError {
        if (!parser.atSign('[')) {
            remark(name);
            return code.names().variable(name);
        }
        parser.take();
        int kind = any();
        if ((kind & VOID) != 0) {
            complaints.error("void expression as subscript");
        }
        if ((kind & COMPARISON) != 0) {
            complaints.extension("comparison in subscript");
        }
        parser.needSign(']');
        remark(name);
        return -code.names().array(name);
    }

    private int variable(int name) throws IOException, Parser.SyntaxError {
        if (parser.at(Kind.ASSIGN)) {
            String operator = parser.take();
            boolean plain = operator.equals("=");
            if (!plain) {
                code.add(name < 0 ? "D" : "");
                code.numbered(name < 0 ? 'L' : 'l', Math.abs(name));
            }
            int kind = from(SUM);
            if ((kind & VOID) != 0) {
                complaints.error("Assignment of a void expression");
            }
            code.add(plain ? "" : operator);
            code.numbered(name < 0 ? 'S' : 's', Math.abs(name));
            return 0;
        }
        if (parser.at(Kind.STEP)) {
            boolean up = parser.take().equals("+");
            if (name < 0) {
                code.add("D");
                code.numbered('L', -name);
                code.add("x");
                code.numbered(up ? 'A' : 'M', -name);
            } else {
                code.numbered('l', name);
                code.numbered(up ? 'i' : 'd', name);
            }
            return VALUE;
        }
        code.numbered(name < 0 ? 'L' : 'l', Math.abs(name));
        return VALUE;
    }

    private int call(String name) throws IOException, Parser.SyntaxError {
        parser.take();
        StringBuilder kinds = new StringBuilder();
        while (!parser.atSign(')')) {
            if (kinds.length() > 0) {
                parser.needSign(',');
            }
            kinds.append(argument() ? '1' : '0');
        }
        parser.take();
        remark(name);
        int function = code.names().function(name);
        // The real one keeps the arguments in reverse, and the kinds with them.
        code.call(function, kinds.reverse().toString());
        return code.names().function(function).isVoid ? VOID : VALUE;
    }

    /** An argument; true if it is an array. */
    private boolean argument() throws IOException, Parser.SyntaxError {
        if (parser.at(Kind.NAME)) {
            String name = parser.take();
            if (parser.atSign('(')) {
                checkArgument(rest(call(name)));
                return false;
            }
            if (parser.atSign('[')) {
                parser.take();
                if (parser.atSign(']')) {
                    parser.take();
                    remark(name);
                    code.arrayNumber(code.names().array(name));
                    return true;
                }
                int kind = any();
                if ((kind & VOID) != 0) {
                    complaints.error("void expression as subscript");
                }
                parser.needSign(']');
                remark(name);
                checkArgument(rest(variable(-code.names().array(name))));
                return false;
            }
            remark(name);
            checkArgument(rest(variable(code.names().variable(name))));
            return false;
        }
        checkArgument(any());
        return false;
    }

    /** The operators behind the first operand. */
    private int rest(int first) throws IOException, Parser.SyntaxError {
        int kind = first;
        while (levelOf(parser.token()) >= OR) {
            int level = levelOf(parser.token());
            kind = operator(kind, level, parser.take());
        }
        return kind;
    }

    private void checkArgument(int kind) throws IOException {
        if ((kind & COMPARISON) != 0) {
            complaints.extension("comparison in argument");
        }
        if ((kind & VOID) != 0) {
            complaints.error("void argument");
        }
    }
}
