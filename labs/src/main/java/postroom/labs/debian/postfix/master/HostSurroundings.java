package postroom.labs.debian.postfix.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Surroundings;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Network;

/** A host as Postfix' configuration sees it: names come from {@code /etc/hosts}. */
public final class HostSurroundings implements Surroundings {
    private static final String NUMBERS = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";

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
        if (name.matches(NUMBERS)) {
            return List.of(Network.address(name));
        }
        List<InetAddress> found = new ArrayList<>();
        for (String[] words : hosts()) {
            for (int i = 1; i < words.length; i++) {
                if (words[i].equalsIgnoreCase(name) && words[0].matches(NUMBERS)) {
                    found.add(Network.address(words[0]));
                }
            }
        }
        return found;
    }

    @Override
    public Optional<String> nameOf(InetAddress address) {
        String text = IpText.of(address);
        for (String[] words : hosts()) {
            if (words.length > 1 && words[0].equalsIgnoreCase(text)) {
                return Optional.of(words[1].toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private List<String[]> hosts() {
        try {
            String text = new String(FileAccess.root(host.disk()).readAll("/etc/hosts"), UTF_8);
            return text.lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split("\\s+"))
                    .toList();
        } catch (ErrnoException none) {
            return List.of();
        }
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
