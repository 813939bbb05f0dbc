package postroom.labs.debian.ufw;

/** What ufw refuses; without a message it is the form of the command that is wrong. */
final class UfwError extends Exception {
    private static final long serialVersionUID = 1L;

    UfwError(String message) {
        super(message, null, false, false);
    }

    static UfwError syntax() {
        return new UfwError(null);
    }
}
