package postroom.labs.debian.vimtiny;

import postroom.labs.debian.editing.Place;

/**
 * Where a motion leads, and what an operator takes on the way there.
 *
 * @param to where the cursor goes
 * @param lines whole lines are taken
 * @param inclusive the character at the end is taken too
 * @param keepsColumn going up and down afterwards keeps to the column from before
 */
record Motion(Place to, boolean lines, boolean inclusive, boolean keepsColumn) {
    static Motion exclusive(Place to) {
        return to == null ? null : new Motion(to, false, false, false);
    }

    static Motion inclusive(Place to) {
        return to == null ? null : new Motion(to, false, true, false);
    }

    static Motion lines(Place to) {
        return new Motion(to, true, false, false);
    }

    Motion keepingColumn() {
        return new Motion(to, lines, inclusive, true);
    }
}
