package postroom.labs.debian.dovecot.master;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Dovecot as a unit of the host. */
public final class DovecotKind implements DaemonKind {
    @Override
    public String name() {
        return Master.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/usr/sbin/dovecot"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        return Master.resume(host, loaded);
    }
}
