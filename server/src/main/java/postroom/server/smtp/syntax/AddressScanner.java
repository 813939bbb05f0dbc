package postroom.server.smtp.syntax;

/**
 * Finds the addresses in RFC 822 text (RFC 822 §3.3, and the liberties of Postfix's own parser): words joined by
 * {@code . @ % ! : |} are one address, words side by side are two, words before {@code <} are a phrase and no address,
 * {@code (...)} is a comment.
 */
final class AddressScanner {

    private static final String JOINING = ".@%!:|";
    private static final String SPECIAL = "()<>,;:\\\".[]@|%!";

    private final String text;
    private int at;
    private final StringBuilder current = new StringBuilder();
    private boolean afterWord;
    private String last = "";
    private int count;
    private int pending;
    private boolean sawOther;

    AddressScanner(String text) {
        this.text = text;
    }

    int addresses() {
        return count;
    }

    /** The last address, unquoted; empty when there is none. */
    String address() {
        return last;
    }

    /** Whether there was a comment, a phrase or a separator. */
    boolean sawOther() {
        return sawOther;
    }

    void scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t', '\r', '\n' -> at++;
                case '(' -> comment();
                case '"' -> quotedString();
                case '[' -> domainLiteral();
                case '<' -> openBracket();
                case '>', ',', ';' -> separator();
                case ')', ']' -> operator(c);
                default -> {
                    if (JOINING.indexOf(c) >= 0) {
                        operator(c);
                    } else {
                        atom();
                    }
                }
            }
        }
        endOfPart();
    }

    private void operator(char c) {
        current.append(c);
        afterWord = false;
        at++;
    }

    private void atom() {
        StringBuilder atom = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                if (++at == text.length()) {
                    break;
                }
                c = text.charAt(at);
            } else if (SPECIAL.indexOf(c) >= 0 || c <= ' ') {
                break;
            }
            atom.append(c);
            at++;
        }
        word(atom.toString());
    }

    private void quotedString() {
        at++;
        word(upTo('"'));
    }

    private void domainLiteral() {
        at++;
        word("[" + upTo(']') + "]");
    }

    private String upTo(char end) {
        StringBuilder inside = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        at++;
        return inside.toString();
    }

    private void comment() {
        sawOther = true;
        int depth = 0;
        do {
            char c = text.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        } while (depth > 0 && at < text.length());
    }

    private void word(String word) {
        if (afterWord) {
            endOfAddress();
        }
        current.append(word);
        afterWord = true;
    }

    private void openBracket() {
        sawOther |= !current.isEmpty() || pending > 0;
        current.setLength(0);
        pending = 0;
        afterWord = false;
        at++;
    }

    private void separator() {
        sawOther |= text.charAt(at) != '>';
        endOfPart();
        at++;
    }

    private void endOfPart() {
        endOfAddress();
        count += pending;
        pending = 0;
        afterWord = false;
    }

    private void endOfAddress() {
        if (!current.isEmpty()) {
            last = current.toString();
            pending++;
            current.setLength(0);
        }
    }
}
