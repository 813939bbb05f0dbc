package postroom.labs.debian.dpkg;

import java.util.regex.Pattern;

/** Patterns of package names and paths: {@code *}, {@code ?} and {@code [...]} match slashes, too. */
public final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    static boolean isGlob(String text) {
        return text.matches(".*[*?\\[\\\\].*");
    }

    public static Glob of(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(i > 0 && glob.charAt(i - 1) == '*' ? "" : ".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String inside = glob.substring(i + 1, close);
                boolean not = inside.startsWith("!") || inside.startsWith("^");
                regex.append(not ? "[^" : "[")
                        .append(inside.substring(not ? 1 : 0).replaceAll("([\\\\\\[&^])", "\\\\$1"));
                regex.append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
