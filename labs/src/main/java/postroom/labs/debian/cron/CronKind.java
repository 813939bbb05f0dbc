package postroom.labs.debian.cron;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** cron as a unit of the host. */
public final class CronKind implements DaemonKind {
    @Override
    public String name() {
        return Cron.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/usr/bin/systemctl", "start", "cron"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        return Cron.resume(host, loaded);
    }
}
