package postroom.labs.debian.postfix.table;

/** POSIX extended regular expressions ({@code regex(7)}) in Java's notation. */
final class PosixPattern {
    private PosixPattern() {}

    static String toJava(String posix) {
        StringBuilder out = new StringBuilder(posix.length() + 8);
        int at = 0;
        while (at < posix.length()) {
            char c = posix.charAt(at);
            if (c == '[') {
                at = bracket(posix, at, out);
            } else if (c == '\\' && at + 1 < posix.length()) {
                out.append(c).append(posix.charAt(at + 1));
                at += 2;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** In brackets a backslash is itself, and {@code [:alpha:]} is a class. */
    private static int bracket(String posix, int from, StringBuilder out) {
        int at = from + 1;
        out.append('[');
        if (at < posix.length() && posix.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < posix.length() && (first || posix.charAt(at) != ']')) {
            char c = posix.charAt(at);
            if (posix.startsWith("[:", at)) {
                int end = posix.indexOf(":]", at + 2);
                if (end > 0) {
                    out.append("\\p{")
                            .append(className(posix.substring(at + 2, end)))
                            .append('}');
                    at = end + 2;
                    first = false;
                    continue;
                }
            }
            if ("[]\\&^".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
            at++;
            first = false;
        }
        if (at < posix.length()) {
            out.append(']');
        }
        return at + 1;
    }

    private static String className(String posix) {
        return switch (posix) {
            case "xdigit" -> "XDigit";
            case "" -> "Alnum";
            default -> Character.toUpperCase(posix.charAt(0)) + posix.substring(1);
        };
    }
}
