package postroom.labs.host;

import java.io.IOException;
import postroom.labs.io.Errno;

/** Standard output could not be written. Programs let it fall through; what they say then is {@link Program#unwritable}. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    OutputException(Errno errno) {
        super(errno.text());
        this.errno = errno;
    }

    /** The reason. */
    public Errno errno() {
        return errno;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
