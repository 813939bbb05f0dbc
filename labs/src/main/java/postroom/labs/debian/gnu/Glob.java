package postroom.labs.debian.gnu;

/** {@code fnmatch(3)}: shell patterns with {@code *}, {@code ?}, {@code [...]} and backslashes. */
public final class Glob {
    private Glob() {}

    /** Whether a pattern matches all of a text; {@code *} matches slashes and leading dots, too. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            int next = p < pattern.length() ? one(pattern, p, text.charAt(t)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (next > 0) {
                p = next;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The place in the pattern after the piece at {@code p} if that matches {@code c}; else -1. */
    private static int one(String pattern, int p, char c) {
        char first = pattern.charAt(p);
        if (first == '?') {
            return p + 1;
        }
        if (first == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        if (first != '[') {
            return first == c ? p + 1 : -1;
        }
        int i = p + 1;
        boolean negated = i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^');
        i += negated ? 1 : 0;
        boolean in = false;
        int start = i;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i == start)) {
            char low = pattern.charAt(i);
            boolean range = i + 2 < pattern.length() && pattern.charAt(i + 1) == '-' && pattern.charAt(i + 2) != ']';
            char high = range ? pattern.charAt(i + 2) : low;
            in |= c >= low && c <= high;
            i += range ? 3 : 1;
        }
        if (i >= pattern.length()) {
            return c == '[' ? p + 1 : -1;
        }
        return in != negated ? i + 1 : -1;
    }
}
