package postroom.web;

/** Why something could not be done, in one sentence that says what to do. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** A sentence for the person at the command line. */
    public Refusal(String sentence) {
        super(sentence, null, false, false);
    }
}
