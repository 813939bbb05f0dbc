package postroom.labs.host;

import java.util.Map;

/**
 * A service that runs: Postfix' master, Dovecot, rsyslogd. It lives on the lab's serial executor and holds no thread.
 *
 * <p>What it has read at its start is part of the lab's state, so that a fork or a restart of the lab goes on with the
 * configuration that is in force and not with the one that has been written since.
 */
public interface Daemon {
    /** The name of its unit: {@code postfix}. */
    String name();

    /** The files that it has read and goes by, path to content. */
    Map<String, byte[]> loaded();

    /** Ends it at once: listeners are closed, its processes gone. Writes nothing to the disk. */
    void halt();
}
