package postroom.labs.course.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong while files are read, so that an author sees every mistake of a file at once. At most
 * {@value #LIMIT} are kept: whoever has more begins at the top anyway.
 */
public final class Problems {
    private static final int LIMIT = 200;

    private final List<Problem> found = new ArrayList<>();

    public void add(Place place, String message) {
        if (found.size() < LIMIT) {
            found.add(new Problem(place, message));
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** Throws what has been gathered; returns when nothing is wrong. */
    public void throwIfAny() throws InvalidCourseException {
        if (!found.isEmpty()) {
            throw new InvalidCourseException(found);
        }
    }
}
