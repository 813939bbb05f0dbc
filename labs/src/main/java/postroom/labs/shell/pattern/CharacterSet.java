package postroom.labs.shell.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A bracket expression, {@code [a-z[:digit:]_]}. Source: bash(1), Pattern Matching; C.UTF-8 order. */
final class CharacterSet {
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alpha", Character::isLetter),
            Map.entry("digit", c -> c >= '0' && c <= '9'),
            Map.entry("alnum", c -> Character.isLetter(c) || c >= '0' && c <= '9'),
            Map.entry("upper", Character::isUpperCase),
            Map.entry("lower", Character::isLowerCase),
            Map.entry("space", c -> c == ' ' || c >= 9 && c <= 13),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("punct", c -> c > 32 && c < 127 && !Character.isLetterOrDigit(c)),
            Map.entry("print", c -> c >= 32 && c != 127),
            Map.entry("graph", c -> c > 32 && c != 127),
            Map.entry("cntrl", c -> c < 32 || c == 127),
            Map.entry("xdigit", c -> c < 128 && Character.digit(c, 16) >= 0),
            Map.entry("word", c -> c == '_' || Character.isLetterOrDigit(c)),
            Map.entry("ascii", c -> c < 128));

    private final List<IntPredicate> members = new ArrayList<>();
    private boolean negated;

    private CharacterSet() {}

    /** A set and where the pattern goes on behind it. */
    record Parsed(CharacterSet set, int end) {}

    /** Reads the set whose bracket is at {@code open}; null if no bracket closes it, and then {@code [} is plain. */
    static Parsed parse(Marked pattern, int open) {
        CharacterSet set = new CharacterSet();
        int at = open + 1;
        if (at < pattern.length() && (pattern.isActive(at, '!') || pattern.isActive(at, '^'))) {
            set.negated = true;
            at++;
        }
        boolean first = true;
        while (at < pattern.length()) {
            if (pattern.isActive(at, ']') && !first) {
                return new Parsed(set, at + 1);
            }
            first = false;
            at = set.member(pattern, at);
        }
        return null;
    }

    private int member(Marked pattern, int at) {
        if (pattern.isActive(at, '[') && at + 1 < pattern.length() && pattern.points()[at + 1] == ':') {
            int end = classEnd(pattern, at + 2);
            if (end > 0) {
                IntPredicate known = CLASSES.get(pattern.slice(at + 2, end).text());
                members.add(known == null ? c -> false : known);
                return end + 2;
            }
        }
        int low = pattern.points()[at];
        boolean range = at + 2 < pattern.length() && pattern.isActive(at + 1, '-') && !pattern.isActive(at + 2, ']');
        if (!range) {
            members.add(c -> c == low);
            return at + 1;
        }
        int high = pattern.points()[at + 2];
        members.add(c -> c >= low && c <= high);
        return at + 3;
    }

    private static int classEnd(Marked pattern, int from) {
        for (int i = from; i + 1 < pattern.length(); i++) {
            if (pattern.points()[i] == ':' && pattern.points()[i + 1] == ']') {
                return i;
            }
            if (!Character.isLetter(pattern.points()[i])) {
                return -1;
            }
        }
        return -1;
    }

    boolean contains(int c, boolean ignoreCase) {
        boolean member = hasMember(c)
                || ignoreCase && (hasMember(Character.toLowerCase(c)) || hasMember(Character.toUpperCase(c)));
        return member != negated;
    }

    private boolean hasMember(int c) {
        for (IntPredicate member : members) {
            if (member.test(c)) {
                return true;
            }
        }
        return false;
    }
}
