package postroom.labs.debian.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/** A regular expression of Java while it is written, atom by atom. */
final class JavaRegex {
    private final StringBuilder out = new StringBuilder();
    private boolean atom;

    void atom(String java) {
        out.append(java);
        atom = true;
    }

    void literal(char c) {
        atom(("\\[](){}.*+?^$|#&-~".indexOf(c) >= 0 ? "\\" : "") + c);
    }

    /** Something behind which no quantifier may stand. */
    void operator(String java) {
        out.append(java);
        atom = false;
    }

    /** Whether there is something to be quantified. */
    boolean endsWithAtom() {
        return atom;
    }

    /**
     * Java would read {@code **} or {@code *+} in another way: what has one quantifier is put into a group before it
     * gets another, which {@code onlyOnce} refuses.
     */
    void quantify(String quantifier, boolean onlyOnce) throws RegexException {
        int start = atomStart();
        String piece = out.substring(start);
        boolean quantified = piece.matches("(?s).*[*+?}]") && !piece.matches("(?s)\\\\.") && piece.length() > 1;
        if (quantified && onlyOnce) {
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
        Deque<Integer> opened = new ArrayDeque<>();
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

    @Override
    public String toString() {
        return out.toString();
    }
}
