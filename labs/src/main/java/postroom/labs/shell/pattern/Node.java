package postroom.labs.shell.pattern;

import java.util.BitSet;
import java.util.List;

/**
 * One element of a compiled pattern. Matching moves sets of positions, so its time is bounded by pattern length times text
 * length (times the text length once more inside {@code !(…)}), whatever the pattern.
 */
sealed interface Node {

    /** The positions a match can end at that begins at one of {@code starts}. */
    BitSet ends(Subject subject, BitSet starts);

    /** The text a pattern is held against. */
    record Subject(int[] points, boolean ignoreCase) {
        boolean same(int c, int at) {
            return c == points[at] || ignoreCase && Character.toLowerCase(c) == Character.toLowerCase(points[at]);
        }
    }

    /** One given character. */
    record One(int c) implements Node {
        @Override
        public BitSet ends(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            for (int s = starts.nextSetBit(0); s >= 0; s = starts.nextSetBit(s + 1)) {
                if (s < subject.points.length && subject.same(c, s)) {
                    ends.set(s + 1);
                }
            }
            return ends;
        }
    }

    /** {@code ?}. */
    record Any() implements Node {
        @Override
        public BitSet ends(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            for (int s = starts.nextSetBit(0); s >= 0; s = starts.nextSetBit(s + 1)) {
                if (s < subject.points.length) {
                    ends.set(s + 1);
                }
            }
            return ends;
        }
    }

    /** {@code *}. */
    record Star() implements Node {
        @Override
        public BitSet ends(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            int first = starts.nextSetBit(0);
            if (first >= 0) {
                ends.set(first, subject.points.length + 1);
            }
            return ends;
        }
    }

    /** {@code [...]}. */
    record Bracket(CharacterSet set) implements Node {
        @Override
        public BitSet ends(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            for (int s = starts.nextSetBit(0); s >= 0; s = starts.nextSetBit(s + 1)) {
                if (s < subject.points.length && set.contains(subject.points[s], subject.ignoreCase)) {
                    ends.set(s + 1);
                }
            }
            return ends;
        }
    }

    /** {@code ?(…) *(…) +(…) @(…) !(…)}. */
    record Group(char kind, List<List<Node>> alternatives) implements Node {
        @Override
        public BitSet ends(Subject subject, BitSet starts) {
            return switch (kind) {
                case '@' -> once(subject, starts);
                case '?' -> {
                    BitSet ends = once(subject, starts);
                    ends.or(starts);
                    yield ends;
                }
                case '+' -> repeated(subject, starts);
                case '*' -> {
                    BitSet ends = repeated(subject, starts);
                    ends.or(starts);
                    yield ends;
                }
                default -> complement(subject, starts);
            };
        }

        private BitSet once(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            for (List<Node> alternative : alternatives) {
                ends.or(run(alternative, subject, starts));
            }
            return ends;
        }

        private BitSet repeated(Subject subject, BitSet starts) {
            BitSet all = new BitSet();
            BitSet fresh = starts;
            while (!fresh.isEmpty()) {
                BitSet next = once(subject, fresh);
                next.andNot(all);
                all.or(next);
                fresh = next;
            }
            return all;
        }

        private BitSet complement(Subject subject, BitSet starts) {
            BitSet ends = new BitSet();
            int length = subject.points.length;
            for (int s = starts.nextSetBit(0); s >= 0; s = starts.nextSetBit(s + 1)) {
                BitSet from = new BitSet();
                from.set(s);
                BitSet matched = once(subject, from);
                for (int e = s; e <= length; e++) {
                    if (!matched.get(e)) {
                        ends.set(e);
                    }
                }
            }
            return ends;
        }
    }

    /** The ends of a whole sequence. */
    static BitSet run(List<Node> nodes, Subject subject, BitSet starts) {
        BitSet positions = starts;
        for (Node node : nodes) {
            if (positions.isEmpty()) {
                return new BitSet();
            }
            positions = node.ends(subject, positions);
        }
        return positions == starts ? (BitSet) starts.clone() : positions;
    }
}
