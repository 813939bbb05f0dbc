package postroom.labs.shell.state;

/**
 * A failure of an expansion or assignment: its message is printed behind the shell's name and the command line is given
 * up.
 */
public final class ShellError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Severity severity;
    private boolean said;

    /** How far the failure reaches. */
    public enum Severity {
        /** The rest of the input line is dropped. */
        LINE,
        /** A shell that is not interactive exits. */
        FATAL,
        /** Only the command fails. */
        COMMAND,
        /** There is no process for it: a shell that is not interactive exits with 254. */
        FORK
    }

    /** A failure that drops the line. */
    public ShellError(String message) {
        this(message, Severity.LINE);
    }

    public ShellError(String message, Severity severity) {
        super(message, null, false, false);
        this.severity = severity;
    }

    /** True once: whoever asks first prints the message. */
    public boolean takeUnsaid() {
        boolean unsaid = !said;
        said = true;
        return unsaid;
    }

    public Severity severity() {
        return severity;
    }
}
