package postroom.labs.debian.sed;

import java.util.regex.Pattern;

/**
 * A command of a sed script.
 *
 * @param from the first address, null for none
 * @param to the second address, null for none
 * @param text what {@code a i c} print, the label of {@code b t T :}, the file of {@code r w}, the map of {@code y}
 * @param target where {@code b}, and an opening brace whose addresses do not match, go on
 */
record Instruction(
        Address from,
        Address to,
        boolean negated,
        char name,
        String text,
        Substitution substitution,
        int number,
        int target,
        int index) {

    /** Where a command works. */
    sealed interface Address {}

    /** A line's number; 0 only before a regular expression. */
    record Line(long number) implements Address {}

    /** Every {@code step}th line from {@code first} on. */
    record Step(long first, long step) implements Address {}

    /** The last line. */
    record Last() implements Address {}

    /** Lines that match; null for the regular expression that was used last. */
    record Match(Pattern pattern) implements Address {}

    /** So many lines more. */
    record More(long lines) implements Address {}

    /** The {@code s} command: which match is replaced by what. */
    record Substitution(Pattern pattern, String replacement, int which, boolean global, boolean print, String file) {}
}
