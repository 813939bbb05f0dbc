package postroom.labs.debian.dnsmasqbase;

import java.util.List;
import java.util.Map;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** dnsmasq as a unit of the host. */
public final class DnsmasqKind implements DaemonKind {
    @Override
    public String name() {
        return Dnsmasq.UNIT;
    }

    @Override
    public List<List<String>> startCommands() {
        return List.of(List.of("/usr/share/dnsmasq/systemd-helper", "exec"));
    }

    @Override
    public Daemon resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        return Dnsmasq.resume(host, name, loaded);
    }
}
