package postroom.labs.host;

/**
 * Unwinds the thread of a process that a signal ends. An {@link Error}, so that no program catches it by accident;
 * {@code finally} blocks run.
 */
public final class Terminated extends Error {
    private static final long serialVersionUID = 1L;

    private final Signal signal;

    Terminated(Signal signal) {
        super(signal.text(), null, false, false);
        this.signal = signal;
    }

    /** The signal that ended the process. */
    public Signal signal() {
        return signal;
    }
}
