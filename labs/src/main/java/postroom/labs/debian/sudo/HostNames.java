package postroom.labs.debian.sudo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** The names of a host, as sudo with {@code --with-fqdn} finds them: the canonical one is looked up in /etc/hosts. */
final class HostNames {
    private HostNames() {}

    static String shortName(Host host) {
        String name = host.name();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    static String qualified(Host host) {
        try {
            String hosts = new String(FileAccess.root(host.disk()).readAll("/etc/hosts"), UTF_8);
            for (String line : (Iterable<String>) hosts.lines()::iterator) {
                String[] field = line.replaceAll("#.*", "").strip().split("\\s+");
                for (int i = 1; i < field.length; i++) {
                    if (field[i].equalsIgnoreCase(host.name())) {
                        return field[1];
                    }
                }
            }
        } catch (ErrnoException none) {
            return host.name();
        }
        return host.name();
    }

    static Set<String> all(Host host) {
        Set<String> names = new java.util.HashSet<>();
        names.add(host.name());
        names.add(shortName(host));
        names.add(qualified(host));
        return names;
    }
}
