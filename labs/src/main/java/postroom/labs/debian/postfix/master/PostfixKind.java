package postroom.labs.debian.postfix.master;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Postfix as a unit of the host. */
public final class PostfixKind implements DaemonKind {
    @Override
    public String name() {
        return Master.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/usr/lib/postfix/configure-instance.sh", "-"), List.of("/usr/sbin/postfix", "start"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        return Master.resume(host, loaded);
    }
}
