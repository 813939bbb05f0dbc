package postroom.labs.debian.bc;

import java.io.IOException;

/** What bc says of a program that it reads: errors, after which the statement is not run, and remarks on extensions. */
final class Complaints {
    private final Source source;
    private final boolean standard;
    private final boolean warns;
    private boolean error;

    Complaints(Source source, boolean standard, boolean warns) {
        this.source = source;
        this.standard = standard;
        this.warns = warns;
    }

    void error(String text) throws IOException {
        source.complain(text);
        error = true;
    }

    /** Something that POSIX does not have: an error if only that is allowed. */
    void extension(String text) throws IOException {
        if (standard) {
            source.complain("Error: " + text);
            error = true;
        } else if (warns) {
            source.complain("(Warning) " + text);
        }
    }

    /** Prints a line without a place. */
    void plain(String text) throws IOException {
        source.plain(text);
    }

    boolean standard() {
        return standard;
    }

    boolean warns() {
        return warns;
    }

    boolean hadError() {
        return error;
    }

    void forget() {
        error = false;
    }
}
