package postroom.labs.shell.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** A compiled shell pattern: {@code * ? […]} and, when asked for, the extended groups. */
public final class Pattern {
    private static final int MAX_DEPTH = 50;
    private final List<Node> nodes;
    private final boolean ignoreCase;

    private Pattern(List<Node> nodes, boolean ignoreCase) {
        this.nodes = nodes;
        this.ignoreCase = ignoreCase;
    }

    /** Compiles; a pattern is never wrong, at worst its characters stand for themselves. */
    public static Pattern compile(Marked text, boolean extended, boolean ignoreCase) {
        return new Pattern(sequence(text, extended, 0), ignoreCase);
    }

    /** Compiles text in which a backslash quotes, with extended groups. */
    public static Pattern compile(String text) {
        return compile(unescape(text), true, false);
    }

    /** Takes backslashes off and marks what they quoted. */
    public static Marked unescape(String text) {
        int[] points = text.codePoints().toArray();
        int[] out = new int[points.length];
        boolean[] quoted = new boolean[points.length];
        int length = 0;
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\\' && i + 1 < points.length) {
                quoted[length] = true;
                i++;
            }
            out[length++] = points[i];
        }
        return new Marked(out, quoted).slice(0, length);
    }

    /** Whether a pattern character is alive in the text. */
    public static boolean isPattern(Marked text, boolean extended) {
        for (int i = 0; i < text.length(); i++) {
            if (text.quoted()[i]) {
                continue;
            }
            int c = text.points()[i];
            if (c == '*' || c == '?' || c == '[' && CharacterSet.parse(text, i) != null) {
                return true;
            }
            if (extended && "+@!".indexOf(c) >= 0 && i + 1 < text.length() && text.isActive(i + 1, '(')) {
                return true;
            }
        }
        return false;
    }

    private static List<Node> sequence(Marked text, boolean extended, int depth) {
        List<Node> nodes = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int c = text.points()[at];
            boolean active = !text.quoted()[at];
            if (active && extended && depth < MAX_DEPTH && "?*+@!".indexOf(c) >= 0) {
                int close = groupEnd(text, at + 1);
                if (close > 0) {
                    nodes.add(group((char) c, text.slice(at + 2, close), depth));
                    at = close + 1;
                    continue;
                }
            }
            CharacterSet.Parsed set = active && c == '[' ? CharacterSet.parse(text, at) : null;
            if (set != null) {
                nodes.add(new Node.Bracket(set.set()));
                at = set.end();
                continue;
            }
            if (active && c == '*') {
                if (nodes.isEmpty() || !(nodes.get(nodes.size() - 1) instanceof Node.Star)) {
                    nodes.add(new Node.Star());
                }
            } else {
                nodes.add(active && c == '?' ? new Node.Any() : new Node.One(c));
            }
            at++;
        }
        return List.copyOf(nodes);
    }

    private static int groupEnd(Marked text, int open) {
        if (open >= text.length() || !text.isActive(open, '(')) {
            return -1;
        }
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.isActive(i, '(')) {
                depth++;
            } else if (text.isActive(i, ')') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Node group(char kind, Marked inner, int depth) {
        List<List<Node>> alternatives = new ArrayList<>();
        int from = 0;
        int open = 0;
        for (int i = 0; i < inner.length(); i++) {
            open += inner.isActive(i, '(') ? 1 : inner.isActive(i, ')') ? -1 : 0;
            if (open == 0 && inner.isActive(i, '|')) {
                alternatives.add(sequence(inner.slice(from, i), true, depth + 1));
                from = i + 1;
            }
        }
        alternatives.add(sequence(inner.slice(from, inner.length()), true, depth + 1));
        return new Node.Group(kind, List.copyOf(alternatives));
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        return endsFrom(nodes, points, 0).get(points.length);
    }

    /** How many characters of the text's start match, longest or shortest; −1 for none. */
    public int prefix(int[] points, boolean longest) {
        BitSet ends = endsFrom(nodes, points, 0);
        return longest ? ends.length() - 1 : ends.nextSetBit(0);
    }

    /** How many characters of the text's end match, longest or shortest; −1 for none. */
    public int suffix(int[] points, boolean longest) {
        int[] reversed = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            reversed[i] = points[points.length - 1 - i];
        }
        BitSet ends = endsFrom(reverse(nodes), reversed, 0);
        return longest ? ends.length() - 1 : ends.nextSetBit(0);
    }

    /** Where the longest match that begins at {@code from} ends; −1 for none. */
    public int longestAt(int[] points, int from) {
        if (!nodes.isEmpty()
                && nodes.get(0) instanceof Node.One one
                && !ignoreCase
                && (from >= points.length || points[from] != one.c())) {
            return -1;
        }
        return endsFrom(nodes, points, from).length() - 1;
    }

    private BitSet endsFrom(List<Node> sequence, int[] points, int from) {
        BitSet start = new BitSet();
        start.set(from);
        return Node.run(sequence, new Node.Subject(points, ignoreCase), start);
    }

    /** A pattern for the text read backwards. */
    private static List<Node> reverse(List<Node> nodes) {
        List<Node> reversed = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Group group) {
                List<List<Node>> alternatives = new ArrayList<>();
                group.alternatives().forEach(a -> alternatives.add(reverse(a)));
                reversed.add(new Node.Group(group.kind(), alternatives));
            } else {
                reversed.add(node);
            }
        }
        Collections.reverse(reversed);
        return reversed;
    }
}
