package postroom.labs.debian.mawk;

/** A mistake that shows when the program runs; {@link #partial} was still printed. */
final class RunTimeError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String partial;

    RunTimeError(String message, String partial) {
        super(message, null, false, false);
        this.partial = partial;
    }

    String partial() {
        return partial;
    }
}
