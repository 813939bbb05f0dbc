package postroom.labs.debian.mawk;

import java.util.List;
import postroom.labs.debian.gnu.Failure;

/** The tokens of a program, read from left to right. */
final class Tokens {
    private final List<Lexer.Token> all;
    private int at;

    Tokens(List<Lexer.Token> all) {
        this.all = all;
    }

    Lexer.Token token() {
        return all.get(at);
    }

    /** The text of the token after the current one. */
    String after() {
        return all.get(at + 1).text();
    }

    /** The text of a token further on; empty behind the end. */
    String ahead(int count) {
        return at + count < all.size() ? all.get(at + count).text() : "";
    }

    void skip() {
        at++;
    }

    void skip(int count) {
        at += count;
    }

    /** Where it is, for {@link #back}. */
    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    /** The current token's text, which is left behind. */
    String take() {
        return all.get(at++).text();
    }

    boolean is(String operator) {
        return token().kind() == Lexer.Kind.OPERATOR && token().text().equals(operator);
    }

    boolean isName() {
        return token().kind() == Lexer.Kind.NAME;
    }

    boolean isName(String name) {
        return isName() && token().text().equals(name);
    }

    boolean isNewline() {
        return token().kind() == Lexer.Kind.NEWLINE;
    }

    boolean accept(String operator) {
        if (is(operator)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String operator) {
        if (!accept(operator)) {
            throw syntax();
        }
    }

    /** A complaint of the current token. */
    Failure syntax() {
        return Complaints.syntax(all, at);
    }

    void skipNewlines() {
        while (isNewline()) {
            at++;
        }
    }

    void skipTerminators() {
        while (isNewline() || is(";")) {
            at++;
        }
    }
}
