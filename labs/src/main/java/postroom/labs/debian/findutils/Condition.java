package postroom.labs.debian.findutils;

import java.io.IOException;

/** A test or an action of {@code find}. */
@FunctionalInterface
interface Condition {
    /** Whether the file fits; does what the action is for. */
    boolean test(FoundFile file) throws IOException;
}
