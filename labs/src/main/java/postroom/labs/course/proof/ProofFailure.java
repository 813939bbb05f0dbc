package postroom.labs.course.proof;

/** A proof does not hold; the message says what was expected and what came. */
public final class ProofFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public ProofFailure(String message) {
        super(message);
    }
}
