package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Surroundings;
import postroom.labs.host.Accounts;
import postroom.labs.host.Dns;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Network;

/** A host that has an address on the LAN besides its loopback, as the recorded one has. */
record OneMoreAddress(Surroundings host) implements Surroundings {
    @Override
    public String hostname() {
        return host.hostname();
    }

    @Override
    public List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>(host.addresses());
        all.add(Network.address("192.0.2.10"));
        return all;
    }

    @Override
    public List<InetAddress> resolve(String name) {
        return host.resolve(name);
    }

    @Override
    public Dns.Answer query(String name, int type) {
        return host.query(name, type);
    }

    @Override
    public Optional<String> nameOf(InetAddress address) {
        return host.nameOf(address);
    }

    @Override
    public byte[] read(String path) throws ErrnoException {
        return host.read(path);
    }

    @Override
    public Optional<Accounts.User> user(String name) {
        return host.user(name);
    }

    @Override
    public Optional<Accounts.Group> group(String name) {
        return host.group(name);
    }
}
