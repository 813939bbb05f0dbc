package postroom.labs.host;

import java.util.List;
import java.util.Map;
import postroom.labs.io.ErrnoException;

/** Brings a daemon back to life from a lab's state. */
public interface DaemonKind {
    /** The name of its unit. */
    String name();

    /** The commands by which the unit is started when the host boots, one after the other: {@code /usr/sbin/postfix start}. */
    List<List<String>> startCommands();

    /**
     * Goes on where it was, without a word in the log.
     *
     * @param name the daemon's: the unit's, or {@code unit@instance}
     * @param loaded what {@link Daemon#loaded} gave
     */
    Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException;
}
