package postroom.labs.debian.ufw;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;

/** The firewall as a unit of the host. */
public final class UfwKind implements DaemonKind {
    @Override
    public String name() {
        return Firewall.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/lib/ufw/ufw-init", "start", "quiet"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) {
        return Firewall.resume(host, loaded);
    }
}
