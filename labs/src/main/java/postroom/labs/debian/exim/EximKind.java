package postroom.labs.debian.exim;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Exim as a unit of the host. */
public final class EximKind implements DaemonKind {
    @Override
    public String name() {
        return EximDaemon.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/etc/init.d/exim4", "start"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        return EximDaemon.resume(host, loaded);
    }
}
