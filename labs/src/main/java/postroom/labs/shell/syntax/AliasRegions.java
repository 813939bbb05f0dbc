package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers which stretches of the source came out of an alias, so that no alias is expanded in its own text, and that a
 * value ending in a blank makes the next word an alias candidate, too. Source: bash(1), ALIASES.
 *
 * <p>A region is kept by its distance from the end of the text, which later expansions inside it do not change.
 */
final class AliasRegions {
    private static final int MAX_EXPANSIONS = 2_000;
    private static final int MAX_LENGTH = 1 << 20;
    private final Source source;
    private final List<Region> regions = new ArrayList<>();
    private int expansions;

    AliasRegions(Source source) {
        this.source = source;
    }

    private record Region(String name, int tail, boolean blankAtEnd) {}

    boolean inside(String name, int at) {
        return regions.stream().anyMatch(r -> r.name.equals(name) && source.length() - at > r.tail);
    }

    /** Replaces the word at {@code start} with the alias's value. */
    void expand(String name, int start, int end, String value) {
        if (++expansions > MAX_EXPANSIONS || source.length() + value.length() > MAX_LENGTH) {
            throw SyntaxError.at(source.line(), name + ": alias expansion too long");
        }
        int tail = source.length() - end;
        source.splice(start, end, value);
        regions.removeIf(r -> source.length() - start <= r.tail && !r.blankAtEnd);
        boolean blank = value.endsWith(" ") || value.endsWith("\t");
        regions.add(new Region(name, tail, blank));
    }

    /** Whether the word at {@code next} follows an alias, which holds the word at {@code previous} and ends in a blank. */
    boolean continuesAt(int previous, int next) {
        return regions.stream()
                .anyMatch(r -> r.blankAtEnd && source.length() - previous > r.tail && source.length() - next <= r.tail);
    }
}
