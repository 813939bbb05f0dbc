package postroom.labs.debian.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of POSIX ({@code regex(7)}) with GNU's additions ({@code \w \b \<} and so on), turned into those of
 * Java. That of all alternatives the longest match wins is {@link Longest}'s part.
 */
public final class PosixRegex {
    private static final int MAX_LENGTH = 20_000;

    private final String source;
    private final boolean extended;
    private final JavaRegex out = new JavaRegex();
    private int at;
    private int open;
    private int groups;

    /** The dialects. */
    public enum Syntax {
        BASIC,
        EXTENDED,
        /** As POSIX has the basic one, without what GNU's tools forgive: sed's. */
        POSIX_BASIC,
        /** The same of the extended one. */
        POSIX_EXTENDED,
        /** As in awk: extended, and backslash escapes such as {@code \t} and {@code \/}. */
        AWK
    }

    private final boolean awk;
    private final boolean strict;
    private final boolean forgiving;

    private PosixRegex(String source, Syntax syntax) {
        this.source = source;
        this.extended = syntax != Syntax.BASIC && syntax != Syntax.POSIX_BASIC;
        this.strict = syntax == Syntax.POSIX_BASIC || syntax == Syntax.POSIX_EXTENDED;
        this.forgiving = syntax == Syntax.EXTENDED;
        this.awk = syntax == Syntax.AWK;
    }

    /** Java's pattern of the same meaning; {@code flags} are Java's. */
    public static Pattern compile(String regex, Syntax syntax, int flags) throws RegexException {
        if (regex.length() > MAX_LENGTH) {
            throw new RegexException("Regular expression too big");
        }
        String java = new PosixRegex(regex, syntax).translate();
        try {
            return Pattern.compile(java, flags | Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            throw new RegexException("Invalid regular expression");
        }
    }

    private String translate() throws RegexException {
        while (at < source.length()) {
            char c = source.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '.' -> out.atom(awk ? "(?s:.)" : ".");
                case '*' -> star();
                case '^' -> caret();
                case '$' -> dollar();
                default -> plain(c);
            }
        }
        if (open > 0) {
            throw new RegexException("Unmatched ( or \\(");
        }
        return out.toString();
    }

    private void plain(char c) throws RegexException {
        if (!extended) {
            out.literal(c);
            return;
        }
        switch (c) {
            case '(' -> openGroup();
            case ')' -> {
                if (open == 0 && forgiving) {
                    out.literal(')');
                } else if (open == 0) {
                    throw new RegexException("Unmatched ) or \\)");
                } else {
                    closeGroup();
                }
            }
            case '|' -> alternative();
            case '+', '?' -> {
                if (out.endsWithAtom()) {
                    quantify(String.valueOf(c));
                } else if (awk || strict) {
                    throw new RegexException(awk ? "missing operand" : "Invalid preceding regular expression");
                }
            }
            case '{' -> {
                if (!interval(false)) {
                    out.literal('{');
                }
            }
            default -> out.literal(c);
        }
    }

    private void openGroup() {
        out.operator("(");
        open++;
        groups++;
    }

    private void closeGroup() {
        out.atom(")");
        open--;
    }

    private void alternative() {
        out.operator("|");
    }

    private void star() throws RegexException {
        if (out.endsWithAtom()) {
            quantify("*");
        } else if (!extended) {
            out.literal('*');
        } else if (awk || strict) {
            throw new RegexException(awk ? "missing operand" : "Invalid preceding regular expression");
        }
    }

    private boolean atStart() {
        String before = source.substring(0, at - 1);
        return before.isEmpty()
                || extended
                || before.endsWith("\\(")
                || before.endsWith("\\|")
                || before.endsWith("\n");
    }

    private void caret() {
        if (atStart()) {
            out.operator("^");
        } else {
            out.literal('^');
        }
    }

    private void dollar() {
        String after = source.substring(at);
        if (after.isEmpty() || extended || after.startsWith("\\)") || after.startsWith("\\|")) {
            out.operator("$");
        } else {
            out.literal('$');
        }
    }

    private void escape() throws RegexException {
        if (at == source.length()) {
            throw new RegexException("Trailing backslash");
        }
        char c = source.charAt(at++);
        if (!extended && basicOperator(c)) {
            return;
        }
        if (awk && awkEscape(c)) {
            return;
        }
        switch (c) {
            case 'w' -> out.atom("[\\p{L}\\p{N}_]");
            case 'W' -> out.atom("[^\\p{L}\\p{N}_]");
            case 's' -> out.atom("[\\s\\x0B]");
            case 'S' -> out.atom("[^\\s\\x0B]");
            case 'b' -> out.atom("\\b");
            case 'B' -> out.atom("\\B");
            case '<' -> out.atom("\\b(?=\\w)");
            case '>' -> out.atom("\\b(?<=\\w)");
            case '`' -> out.atom("\\A");
            case '\'' -> out.atom("\\z");
            case 'n' -> out.atom("\\n");
            case 't' -> out.atom("\\t");
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                if (c - '0' > groups) {
                    throw new RegexException("Invalid back reference");
                }
                out.atom("(?:\\" + c + ")");
            }
            default -> out.literal(c);
        }
    }

    private boolean basicOperator(char c) throws RegexException {
        switch (c) {
            case '(' -> openGroup();
            case ')' -> {
                if (open == 0) {
                    throw new RegexException("Unmatched ) or \\)");
                }
                closeGroup();
            }
            case '{' -> {
                if (!interval(true)) {
                    throw new RegexException("Invalid preceding regular expression");
                }
            }
            case '|' -> alternative();
            case '+', '?' -> {
                if (out.endsWithAtom()) {
                    quantify(String.valueOf(c));
                } else {
                    out.literal(c);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean awkEscape(char c) {
        int known = control(c);
        if (known >= 0) {
            out.atom(String.format("\\x%02x", known));
            return true;
        }
        if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && at < source.length() && Character.digit(source.charAt(at), 8) >= 0; i++) {
                value = value * 8 + Character.digit(source.charAt(at++), 8);
            }
            out.atom(String.format("\\x%02x", value & 0xFF));
            return true;
        }
        if ("wWsSbB<>".indexOf(c) < 0) {
            out.literal(c);
            return true;
        }
        return false;
    }

    /** False if there is none. */
    private boolean interval(boolean basic) throws RegexException {
        Interval interval = Interval.read(source, at, basic, strict);
        if (interval == null) {
            return false;
        }
        at = interval.end();
        if (out.endsWithAtom()) {
            quantify(interval.java());
        }
        return true;
    }

    private void quantify(String quantifier) throws RegexException {
        out.quantify(quantifier, strict && !extended);
    }

    private void bracket() throws RegexException {
        BracketExpression bracket = BracketExpression.read(source, at, awk);
        at = bracket.end();
        out.atom(bracket.java());
    }

    /** The control character that a letter stands for behind a backslash; -1 if it is none. */
    static int control(char letter) {
        int known = "abfnrtv".indexOf(letter);
        return known < 0 ? -1 : "\u0007\b\f\n\r\t\u000b".charAt(known);
    }
}
