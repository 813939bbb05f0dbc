package postroom.labs.host;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Network;

/**
 * From names to addresses and ports, as {@code getaddrinfo(3)} does with Debian's nsswitch.conf: {@code /etc/hosts} first,
 * then the DNS server of {@code /etc/resolv.conf}; ports by {@code /etc/services}. Where no name server answers, an unknown
 * name fails for the time being.
 */
public final class Resolver {
    private final FileAccess files;

    /** Looks things up on a host's disk. */
    public Resolver(Host host) {
        this.files = FileAccess.root(host.disk());
    }

    /** A name that cannot be resolved; the message is that of {@code gai_strerror(3)}. */
    public static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    /** The addresses of a name or of an address in numbers, at least one. */
    public List<InetAddress> addresses(String name) throws Unresolved {
        if (name.matches("[0-9.]+") || name.contains(":")) {
            return List.of(numeric(name));
        }
        List<InetAddress> found = new ArrayList<>();
        for (String[] entry : hosts()) {
            for (int i = 1; i < entry.length; i++) {
                if (entry[i].equalsIgnoreCase(name)) {
                    found.add(Network.address(entry[0]));
                }
            }
        }
        if (found.isEmpty()) {
            throw new Unresolved("Temporary failure in name resolution");
        }
        return found;
    }

    private static InetAddress numeric(String text) throws Unresolved {
        boolean four = text.matches("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
        boolean six = text.matches("[0-9a-fA-F:.]{2,45}") && text.contains(":");
        if (!four && !six) {
            throw new Unresolved("Name or service not known");
        }
        try {
            return Network.address(text);
        } catch (IllegalArgumentException malformed) {
            throw new Unresolved("Name or service not known");
        }
    }

    /** The first name of an address in {@code /etc/hosts}. */
    public Optional<String> name(InetAddress address) {
        for (String[] entry : hosts()) {
            if (entry.length > 1 && Network.address(entry[0]).equals(address)) {
                return Optional.of(entry[1]);
            }
        }
        return Optional.empty();
    }

    /** All names of the first entry of {@code /etc/hosts} that has {@code name}: the canonical one first. */
    public List<String> aliases(String name) {
        for (String[] entry : hosts()) {
            for (int i = 1; i < entry.length; i++) {
                if (entry[i].equalsIgnoreCase(name)) {
                    return List.of(entry).subList(1, entry.length);
                }
            }
        }
        return List.of();
    }

    /** A TCP port from its number or its name in {@code /etc/services}. */
    public Optional<Integer> port(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(text);
            return number <= 65_535 ? Optional.of(number) : Optional.empty();
        }
        for (String[] entry : lines("/etc/services")) {
            if (entry.length > 1 && entry[1].endsWith("/tcp") && List.of(entry).indexOf(text) != 1) {
                for (int i = 0; i < entry.length; i++) {
                    if (i != 1 && entry[i].equals(text)) {
                        return Optional.of(Integer.parseInt(entry[1].substring(0, entry[1].indexOf('/'))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The name of a TCP port in {@code /etc/services}. */
    public Optional<String> service(int port) {
        for (String[] entry : lines("/etc/services")) {
            if (entry.length > 1 && entry[1].equals(port + "/tcp")) {
                return Optional.of(entry[0]);
            }
        }
        return Optional.empty();
    }

    private List<String[]> hosts() {
        return lines("/etc/hosts").stream()
                .filter(it -> it[0].matches("[0-9a-fA-F.:]+") && (it[0].contains(".") || it[0].contains(":")))
                .filter(it -> {
                    try {
                        numeric(it[0]);
                        return true;
                    } catch (Unresolved malformed) {
                        return false;
                    }
                })
                .toList();
    }

    private List<String[]> lines(String path) {
        try {
            return new String(files.readAll(path), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split("\\s+"))
                    .toList();
        } catch (ErrnoException missing) {
            return List.of();
        }
    }
}
