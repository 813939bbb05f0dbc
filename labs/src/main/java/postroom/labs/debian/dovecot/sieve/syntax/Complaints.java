package postroom.labs.debian.dovecot.sieve.syntax;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a script, in the order in which it was found. */
public final class Complaints {
    private static final int MOST = 100;

    private final List<Complaint> all = new ArrayList<>();
    private boolean failed;

    /**
     * One of them.
     *
     * @param line in the script; 0 if it is about all of it
     * @param warning whether the script can be used all the same
     */
    public record Complaint(int line, boolean warning, String text) {}

    /** Notes an error. */
    public void error(int line, String text) {
        failed = true;
        add(new Complaint(line, false, text));
    }

    /** Notes a warning. */
    public void warning(int line, String text) {
        add(new Complaint(line, true, text));
    }

    private void add(Complaint complaint) {
        if (all.size() < MOST) {
            all.add(complaint);
        }
    }

    /** Whether there is an error. */
    public boolean failed() {
        return failed;
    }

    /** All of them. */
    public List<Complaint> all() {
        return List.copyOf(all);
    }
}
