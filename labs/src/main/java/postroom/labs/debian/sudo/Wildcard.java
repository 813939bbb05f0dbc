package postroom.labs.debian.sudo;

/** Patterns of {@code fnmatch(3)} with {@code *}, {@code ?}, {@code [...]} and {@code \}. */
final class Wildcard {
    private Wildcard() {}

    /** Whether all of {@code text} fits; with {@code path}, no wildcard matches a slash. Linear but for each star. */
    static boolean matches(String pattern, String text, boolean path) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? one(pattern, p, text.charAt(t), path) : -1;
            if (next > 0) {
                p = next;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = ++p;
                resume = t;
            } else if (star >= 0 && !(path && text.charAt(resume) == '/')) {
                p = star;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on if its element at {@code p} fits {@code c}; -1 if it does not. */
    private static int one(String pattern, int p, char c, boolean path) {
        char element = pattern.charAt(p);
        if (element == '?') {
            return path && c == '/' ? -1 : p + 1;
        }
        if (element == '[') {
            int close = pattern.indexOf(']', p + 2);
            if (close > 0) {
                return bracket(pattern, p + 1, close, c) && !(path && c == '/') ? close + 1 : -1;
            }
        }
        if (element == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return element == c ? p + 1 : -1;
    }

    private static boolean bracket(String pattern, int from, int close, char c) {
        boolean not = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        boolean in = false;
        for (int i = not ? from + 1 : from; i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in != not;
    }
}
