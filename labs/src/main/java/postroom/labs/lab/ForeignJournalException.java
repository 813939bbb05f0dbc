package postroom.labs.lab;

/** The journal is of another lab, or of another version's base image: it cannot be replayed on this one. */
public final class ForeignJournalException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public ForeignJournalException() {
        super("the journal belongs to another base image or version");
    }
}
