package postroom.labs.io;

import java.io.IOException;

/** A system call that failed. Its message is the errno's text; what failed and on which file, the caller knows. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /** A failure for the given reason. */
    public ErrnoException(Errno errno) {
        super(errno.text());
        this.errno = errno;
    }

    /** The reason. */
    public Errno errno() {
        return errno;
    }

    /** Failures are frequent and expected (a {@code stat} along {@code $PATH}), so no stack is recorded. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
