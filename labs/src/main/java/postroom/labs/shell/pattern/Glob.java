package postroom.labs.shell.pattern;

import java.util.ArrayList;
import java.util.List;

/** Pathname expansion. Source: bash(1), Pathname Expansion and the {@code shopt} options named in {@link Options}. */
public final class Glob {
    /** More names than this one pattern never gives; the list of arguments would be too long for any command. */
    private static final int MAX_RESULTS = 200_000;

    private static final int MAX_DEPTH = 100;
    private final Files files;
    private final Options options;
    private final Runnable step;

    /** {@code shopt}'s extglob, dotglob, nocaseglob, globstar. */
    public record Options(boolean extended, boolean dots, boolean ignoreCase, boolean globstar) {}

    /** {@code step} is called for every folder read, and may throw to end the search. */
    public Glob(Files files, Options options, Runnable step) {
        this.files = files;
        this.options = options;
        this.step = step;
    }

    /** The paths that match, in the order of their code points; empty if none does. */
    public List<String> expand(Marked pattern) {
        List<String> found = new ArrayList<>();
        int start = 0;
        while (start < pattern.length() && pattern.points()[start] == '/') {
            start++;
        }
        walk(pattern.slice(0, start).text(), pattern.slice(start, pattern.length()), found, 0);
        found.sort(Glob::compare);
        return found;
    }

    private void walk(String base, Marked rest, List<String> found, int depth) {
        if (depth > MAX_DEPTH || found.size() >= MAX_RESULTS) {
            return;
        }
        int slash = 0;
        while (slash < rest.length() && rest.points()[slash] != '/') {
            slash++;
        }
        int next = slash;
        while (next < rest.length() && rest.points()[next] == '/') {
            next++;
        }
        Marked part = rest.slice(0, slash);
        String separator = rest.slice(slash, next).text();
        Marked remaining = rest.slice(next, rest.length());
        boolean last = separator.isEmpty();
        if (!Pattern.isPattern(part, options.extended())) {
            String path = base + part.text();
            if (last) {
                if (files.exists(path.isEmpty() ? "." : path)) {
                    found.add(path);
                }
            } else if (files.isFolder(path)) {
                descend(path + separator, remaining, found, depth);
            }
            return;
        }
        if (options.globstar() && isDoubleStar(part)) {
            doubleStar(base, last, remaining, found, depth, true);
            return;
        }
        for (String name : matching(base, part)) {
            String path = base + name;
            if (last) {
                found.add(path);
            } else if (files.isFolder(path)) {
                descend(path + separator, remaining, found, depth);
            }
        }
    }

    private void descend(String base, Marked remaining, List<String> found, int depth) {
        if (remaining.length() == 0) {
            if (!base.isEmpty()) {
                found.add(base);
            }
        } else {
            walk(base, remaining, found, depth + 1);
        }
    }

    private static boolean isDoubleStar(Marked part) {
        return part.length() == 2 && part.isActive(0, '*') && part.isActive(1, '*');
    }

    private void doubleStar(String base, boolean last, Marked remaining, List<String> found, int depth, boolean first) {
        if (depth > MAX_DEPTH || found.size() >= MAX_RESULTS) {
            return;
        }
        if (last) {
            if (!base.isEmpty() && first) {
                found.add(base);
            }
        } else {
            descend(base, remaining, found, depth + 1);
        }
        for (String name : matching(base, Marked.active("*"))) {
            String path = base + name;
            if (last) {
                found.add(path);
            }
            if (files.isFolder(path) && !files.isLink(path)) {
                doubleStar(path + "/", last, remaining, found, depth + 1, false);
            }
        }
    }

    private List<String> matching(String base, Marked part) {
        step.run();
        Pattern pattern = Pattern.compile(part, options.extended(), options.ignoreCase());
        boolean wantsDot = part.length() > 0 && part.points()[0] == '.';
        List<String> names = new ArrayList<>();
        List<String> candidates = new ArrayList<>(files.names(base.isEmpty() ? "." : base));
        if (wantsDot) {
            candidates.add(".");
            candidates.add("..");
        }
        for (String name : candidates) {
            boolean hidden = name.startsWith(".") && !wantsDot && !options.dots();
            boolean special = name.equals(".") || name.equals("..");
            if (!hidden && !(special && !literalDot(part)) && pattern.matches(name)) {
                names.add(name);
            }
        }
        names.sort(Glob::compare);
        return names;
    }

    /** bash 5.2 has {@code globskipdots} on: {@code .*} does not give {@code .} and {@code ..}. */
    private static boolean literalDot(Marked part) {
        String text = part.text();
        return text.equals(".") || text.equals("..");
    }

    /** The order of C.UTF-8: by code point. */
    public static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(j);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
            j += Character.charCount(y);
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }
}
