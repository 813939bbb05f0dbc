package postroom.labs.debian.findutils;

import java.util.List;
import postroom.labs.debian.gnu.Failure;

/** The words of find's expression, read from left to right. */
final class Words {
    private final List<String> words;
    private int at;

    Words(List<String> words) {
        this.words = words;
    }

    boolean more() {
        return at < words.size();
    }

    boolean is(String... options) {
        return more() && List.of(options).contains(words.get(at));
    }

    String take() {
        return words.get(at++);
    }

    /** What an option takes. */
    String argument(String option) {
        if (!more()) {
            throw Failure.of(1, "missing argument to `" + option + "'");
        }
        return take();
    }

    /** The word two before the one that was taken last; empty before the first. */
    String secondLast() {
        return at >= 3 ? words.get(at - 3) : "";
    }

    String last() {
        return words.get(words.size() - 1);
    }
}
