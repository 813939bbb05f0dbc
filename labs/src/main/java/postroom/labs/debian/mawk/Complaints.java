package postroom.labs.debian.mawk;

import java.util.List;
import postroom.labs.debian.gnu.Failure;

/** What mawk says of a program that it cannot parse. */
final class Complaints {
    /** Stands for the program's name before a second complaint. */
    static final String NAME = "\0";

    private Complaints() {}

    static Failure at(int line, String message) {
        return Failure.of(2, "line " + line + ": " + message);
    }

    static Failure tooDeep() {
        return Failure.of(2, "program too deep");
    }

    /** Of the token at {@code at}, which does not go on with what came before it. */
    static Failure syntax(List<Lexer.Token> tokens, int at) {
        Lexer.Token t = tokens.get(at);
        List<Lexer.Token> before = tokens.subList(0, at);
        int parentheses = open(before, "(", ")");
        int braces = open(before, "{", "}");
        if (t.kind() == Lexer.Kind.END) {
            return atEnd(t, before.isEmpty() ? t : before.get(at - 1), parentheses, braces);
        }
        if (t.text().equals("}") && parentheses > 0) {
            return at(t.line(), "missing ) near }");
        }
        if (t.text().equals("}") && braces <= 0 || t.text().equals(")") && parentheses <= 0) {
            String then = t.text().equals("}")
                    ? "\n" + NAME + "line " + t.line() + ": syntax error at or near end of line"
                    : "";
            return at(t.line(), "extra '" + t.text() + "'" + then);
        }
        String near = t.kind() == Lexer.Kind.NEWLINE
                ? "end of line"
                : t.kind() == Lexer.Kind.STRING ? "\"" + t.text() + "\"" : t.text();
        return at(t.line(), "syntax error at or near " + near);
    }

    private static Failure atEnd(Lexer.Token t, Lexer.Token last, int parentheses, int braces) {
        String end = "line " + (t.line() + 1) + ": missing } near end of file";
        String then = braces > 0 ? "\n" + NAME + end : "";
        if (parentheses > 0) {
            return at(t.line(), "missing ) near end of line" + then);
        }
        boolean operand = last.kind() == Lexer.Kind.OPERATOR
                && !List.of("{", "}", ";", ")", "]", "++", "--").contains(last.text());
        if (braces <= 0 || operand) {
            return at(t.line(), "syntax error at or near end of line" + then);
        }
        return Failure.of(2, end);
    }

    /** How many of these were opened and not closed. */
    private static int open(List<Lexer.Token> tokens, String left, String right) {
        int open = 0;
        for (Lexer.Token each : tokens) {
            if (each.kind() == Lexer.Kind.OPERATOR) {
                open += each.text().equals(left) ? 1 : each.text().equals(right) ? -1 : 0;
            }
        }
        return open;
    }
}
