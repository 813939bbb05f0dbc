package postroom.labs.debian.postfix.master;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Surroundings;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Dns;
import postroom.labs.host.Host;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Network;

/** A host as Postfix' configuration sees it: names come from its files and name servers. */
public final class HostSurroundings implements Surroundings {
    private final Host host;
    private final FileAccess files;

    /** @param files the disk in the name of the program that asks */
    public HostSurroundings(Host host, FileAccess files) {
        this.host = host;
        this.files = files;
    }

    @Override
    public String hostname() {
        return host.name();
    }

    @Override
    public List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        all.add(Network.address("127.0.0.1"));
        all.addAll(host.node().addresses());
        all.add(Network.address("::1"));
        return all;
    }

    @Override
    public List<InetAddress> resolve(String name) {
        try {
            return new Resolver(host).addresses(name);
        } catch (Resolver.Unresolved unknown) {
            return List.of();
        }
    }

    @Override
    public Dns.Answer query(String name, int type) {
        return new Dns(host).query(name, type);
    }

    @Override
    public Optional<String> nameOf(InetAddress address) {
        return new Resolver(host).name(address).map(it -> it.toLowerCase(Locale.ROOT));
    }

    @Override
    public byte[] read(String path) throws ErrnoException {
        return files.readAll(path);
    }

    @Override
    public Optional<Accounts.User> user(String name) {
        return host.accounts().user(name);
    }

    @Override
    public Optional<Accounts.Group> group(String name) {
        return host.accounts().group(name);
    }
}
