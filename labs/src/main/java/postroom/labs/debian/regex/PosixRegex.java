package postroom.labs.debian.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of POSIX ({@code regex(7)}) with GNU's additions ({@code \w \b \<} and so on), turned into those of
 * Java. That of all alternatives the longest match wins is {@link Longest}'s part.
 */
public final class PosixRegex {
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_REPEAT = 32767;

    private final String source;
    private final boolean extended;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int open;
    private int groups;
    private boolean atom;

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
                case '.' -> atom(awk ? "(?s:.)" : ".");
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

    private void atom(String java) {
        out.append(java);
        atom = true;
    }

    private void literal(char c) {
        atom(("\\[](){}.*+?^$|#&-~".indexOf(c) >= 0 ? "\\" : "") + c);
    }

    private void plain(char c) throws RegexException {
        if (!extended) {
            literal(c);
            return;
        }
        switch (c) {
            case '(' -> openGroup();
            case ')' -> {
                if (open == 0 && forgiving) {
                    literal(')');
                } else if (open == 0) {
                    throw new RegexException("Unmatched ) or \\)");
                } else {
                    closeGroup();
                }
            }
            case '|' -> alternative();
            case '+', '?' -> {
                if (atom) {
                    quantify(String.valueOf(c));
                } else if (awk || strict) {
                    throw new RegexException(awk ? "missing operand" : "Invalid preceding regular expression");
                }
            }
            case '{' -> {
                if (!interval(false)) {
                    literal('{');
                }
            }
            default -> literal(c);
        }
    }

    private void openGroup() {
        out.append('(');
        open++;
        groups++;
        atom = false;
    }

    private void closeGroup() {
        out.append(')');
        open--;
        atom = true;
    }

    private void alternative() {
        out.append('|');
        atom = false;
    }

    /** Java would read {@code **} or {@code *+} in another way: what has one quantifier is put into a group before it gets another. */
    private void quantify(String quantifier) throws RegexException {
        int start = atomStart();
        String piece = out.substring(start);
        boolean quantified = piece.matches("(?s).*[*+?}]") && !piece.matches("(?s)\\\\.") && piece.length() > 1;
        if (quantified && strict && !extended) {
            throw new RegexException("Invalid preceding regular expression");
        }
        if (quantified) {
            out.setLength(start);
            out.append("(?:").append(piece).append(')');
        }
        out.append(quantifier);
    }

    /** Where the last atom, with its quantifier, begins. */
    private int atomStart() {
        int i = 0;
        int start = 0;
        java.util.ArrayDeque<Integer> opened = new java.util.ArrayDeque<>();
        while (i < out.length()) {
            char c = out.charAt(i);
            if (c == '\\') {
                start = i;
                i += out.charAt(i + 1) == 'p' ? out.indexOf("}", i) - i + 1 : 2;
            } else if (c == '[') {
                start = i;
                i = bracketEnd(i);
            } else if (c == '(') {
                opened.push(i);
                i++;
            } else if (c == ')') {
                start = opened.pop();
                i++;
            } else if ("*+?".indexOf(c) >= 0) {
                i++;
            } else if (c == '{') {
                i = out.indexOf("}", i) + 1;
            } else {
                start = i;
                i++;
            }
        }
        return start;
    }

    private int bracketEnd(int from) {
        int i = from + 1;
        int depth = 1;
        while (depth > 0 && i < out.length()) {
            char c = out.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            }
            i++;
        }
        return i;
    }

    private void star() throws RegexException {
        if (atom) {
            quantify("*");
        } else if (!extended) {
            literal('*');
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
            out.append("^");
            atom = false;
        } else {
            literal('^');
        }
    }

    private void dollar() {
        String after = source.substring(at);
        if (after.isEmpty() || extended || after.startsWith("\\)") || after.startsWith("\\|")) {
            out.append("$");
            atom = false;
        } else {
            literal('$');
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
            case 'w' -> atom("[\\p{L}\\p{N}_]");
            case 'W' -> atom("[^\\p{L}\\p{N}_]");
            case 's' -> atom("[\\s\\x0B]");
            case 'S' -> atom("[^\\s\\x0B]");
            case 'b' -> atom("\\b");
            case 'B' -> atom("\\B");
            case '<' -> atom("\\b(?=\\w)");
            case '>' -> atom("\\b(?<=\\w)");
            case '`' -> atom("\\A");
            case '\'' -> atom("\\z");
            case 'n' -> atom("\\n");
            case 't' -> atom("\\t");
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                if (c - '0' > groups) {
                    throw new RegexException("Invalid back reference");
                }
                atom("(?:\\" + c + ")");
            }
            default -> literal(c);
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
                if (atom) {
                    quantify(String.valueOf(c));
                } else {
                    literal(c);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean awkEscape(char c) {
        int known = "abfnrtv".indexOf(c);
        if (known >= 0) {
            atom(String.format("\\x%02x", (int) "\u0007\b\f\n\r\t\u000b".charAt(known)));
            return true;
        }
        if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && at < source.length() && Character.digit(source.charAt(at), 8) >= 0; i++) {
                value = value * 8 + Character.digit(source.charAt(at++), 8);
            }
            atom(String.format("\\x%02x", value & 0xFF));
            return true;
        }
        if ("wWsSbB<>".indexOf(c) < 0) {
            literal(c);
            return true;
        }
        return false;
    }

    /** {@code {m,n}}; false if it is none, which in extended syntax is a plain brace. */
    private boolean interval(boolean basic) throws RegexException {
        String end = basic ? "\\}" : "}";
        int close = source.indexOf(end, at);
        if (close < 0) {
            if (basic || strict) {
                throw new RegexException("Unmatched \\{");
            }
            return false;
        }
        String body = source.substring(at, close);
        if (!body.matches("[0-9]{1,5}(,[0-9]{0,5})?|,[0-9]{1,5}")) {
            if (basic || body.matches("[0-9,]+") && !body.startsWith(",")) {
                throw new RegexException("Invalid content of \\{\\}");
            }
            return false;
        }
        int comma = body.indexOf(',');
        int low = comma == 0 ? 0 : Integer.parseInt(comma < 0 ? body : body.substring(0, comma));
        String highText = comma < 0 ? body : body.substring(comma + 1);
        int high = highText.isEmpty() ? MAX_REPEAT : Integer.parseInt(highText);
        if (high < low) {
            throw new RegexException("Invalid content of \\{\\}");
        }
        if (Math.max(low, highText.isEmpty() ? 0 : high) > MAX_REPEAT) {
            throw new RegexException("Regular expression too big");
        }
        at = close + end.length();
        if (atom) {
            quantify("{" + low + (comma < 0 ? "" : "," + highText) + "}");
        }
        return true;
    }

    private void bracket() throws RegexException {
        StringBuilder set = new StringBuilder("[");
        int i = at;
        boolean negated = i < source.length() && source.charAt(i) == '^';
        if (negated) {
            set.append('^');
            i++;
        }
        int start = i;
        int previous = -1;
        while (true) {
            if (i >= source.length()) {
                // glibc has another word for a bracket with nothing behind it
                throw new RegexException(i == start ? "Invalid regular expression" : "Unmatched [, [^, [:, [., or [=");
            }
            char c = source.charAt(i);
            if (c == ']' && i > start) {
                i++;
                break;
            }
            if (c == '[' && i + 1 < source.length() && ":.=".indexOf(source.charAt(i + 1)) >= 0) {
                char kind = source.charAt(i + 1);
                int close = source.indexOf(kind + "]", i + 2);
                if (close < 0) {
                    throw new RegexException("Unmatched [, [^, [:, [., or [=");
                }
                String name = source.substring(i + 2, close);
                if (kind == '.' && name.codePointCount(0, name.length()) != 1) {
                    throw new RegexException("Invalid collation character");
                }
                set.append(kind == ':' ? characterClass(name) : escaped(name.isEmpty() ? '[' : name.charAt(0)));
                i = close + 2;
                previous = -1;
            } else if (c == '-' && previous >= 0 && i + 1 < source.length() && source.charAt(i + 1) != ']') {
                char high = source.charAt(i + 1);
                if (high == '[' && source.startsWith(".", i + 2) || awk && high == '\\' && i + 2 < source.length()) {
                    high = source.charAt(i + (high == '[' ? 3 : 2));
                    i = high == '[' ? i : i + 1;
                }
                if (high < previous) {
                    throw new RegexException("Invalid range end");
                }
                set.append('-').append(escaped(high));
                i += 2;
                previous = -1;
            } else if (awk && c == '\\' && i + 1 < source.length()) {
                char e = source.charAt(i + 1);
                int known = "abfnrtv".indexOf(e);
                char meant = known >= 0 ? "\u0007\b\f\n\r\t\u000b".charAt(known) : e;
                set.append(escaped(meant));
                previous = meant;
                i += 2;
            } else {
                set.append(escaped(c));
                previous = c;
                i++;
            }
        }
        at = i;
        atom(set.append(']').toString());
    }

    private static String escaped(char c) {
        return ("\\[]^-&".indexOf(c) >= 0 ? "\\" : "") + c;
    }

    private static String characterClass(String name) throws RegexException {
        switch (name) {
            case "alpha":
                return "\\p{L}";
            case "digit":
                return "0-9";
            case "alnum":
                return "\\p{L}\\p{Nd}";
            case "upper":
                return "\\p{Lu}";
            case "lower":
                return "\\p{Ll}";
            case "space":
                return "\\s\\x0B";
            case "blank":
                return " \\t";
            case "punct":
                return "\\p{Punct}\\p{IsPunctuation}";
            case "print":
                return "\\x20-\\x7E\\p{L}\\p{N}\\p{P}\\p{S}";
            case "graph":
                return "\\x21-\\x7E\\p{L}\\p{N}\\p{P}\\p{S}";
            case "cntrl":
                return "\\p{Cntrl}";
            case "xdigit":
                return "0-9A-Fa-f";
            default:
                throw new RegexException("Invalid character class name");
        }
    }
}
