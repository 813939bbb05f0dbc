package postroom.labs.debian.regex;

/**
 * A bracket expression, as Java writes it.
 *
 * @param java with its brackets
 * @param end the place behind it
 */
record BracketExpression(String java, int end) {
    /**
     * Reads the one whose {@code [} is before {@code from}.
     *
     * @param awk whether backslashes escape within brackets
     */
    static BracketExpression read(String source, int from, boolean awk) throws RegexException {
        StringBuilder set = new StringBuilder("[");
        int i = from;
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
                int known = PosixRegex.control(e);
                char meant = known >= 0 ? (char) known : e;
                set.append(escaped(meant));
                previous = meant;
                i += 2;
            } else {
                set.append(escaped(c));
                previous = c;
                i++;
            }
        }
        return new BracketExpression(set.append(']').toString(), i);
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
