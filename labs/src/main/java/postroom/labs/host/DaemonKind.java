package postroom.labs.host;

import java.util.Map;
import postroom.labs.io.ErrnoException;

/** Brings a daemon back to life from a lab's state. */
public interface DaemonKind {
    /** The name of its unit. */
    String name();

    /**
     * Goes on where it was, without a word in the log.
     *
     * @param loaded what {@link Daemon#loaded} gave
     */
    Daemon resume(Host host, Map<String, byte[]> loaded) throws ErrnoException;
}
