package postroom.labs.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.net.Network;

/**
 * What the files of a host say about names: {@code nsswitch.conf(5)}, {@code hosts(5)}, {@code resolv.conf(5)}. Each is
 * read anew for every question, so that an edit counts at once.
 *
 * @param order the sources of host names: {@code files}, {@code dns}
 * @param hosts the lines of {@code /etc/hosts}, in order
 * @param servers the name servers, at most three; 127.0.0.1 if none is named
 * @param search the domains that are tried behind a short name, at most six
 * @param ndots a name with so many dots is tried as it is first
 * @param timeout seconds until a server is given up for this round
 * @param attempts how many rounds
 */
public record NameService(
        List<String> order,
        List<HostLine> hosts,
        List<InetAddress> servers,
        List<String> search,
        int ndots,
        int timeout,
        int attempts) {
    private static final int MAX_SERVERS = 3;
    private static final int MAX_SEARCH = 6;

    /** A line of {@code /etc/hosts}: an address and its names, the canonical one first. */
    public record HostLine(InetAddress address, List<String> names) {
        /** True if one of the names is {@code name}, in any case. */
        public boolean has(String name) {
            return names.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** Reads a host's files. */
    public static NameService of(Host host) {
        FileAccess files = FileAccess.root(host.disk());
        List<InetAddress> servers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        int dot = host.name().indexOf('.');
        if (dot >= 0) {
            search.add(host.name().substring(dot + 1));
        }
        int[] options = {1, 5, 2};
        for (String[] words : lines(files, "/etc/resolv.conf", "[#;].*")) {
            switch (words[0]) {
                case "nameserver" -> {
                    if (words.length > 1 && servers.size() < MAX_SERVERS) {
                        Numeric.strict(words[1]).ifPresent(servers::add);
                    }
                }
                case "search", "domain" -> {
                    int most = words[0].equals("domain") ? 1 : MAX_SEARCH;
                    search.clear();
                    search.addAll(List.of(words).subList(1, Math.min(words.length, most + 1)));
                }
                case "options" -> {
                    option(words, "ndots:", options, 0, 0, 15);
                    option(words, "timeout:", options, 1, 1, 30);
                    option(words, "attempts:", options, 2, 1, 5);
                }
                default -> {}
            }
        }
        if (servers.isEmpty()) {
            servers.add(Network.address("127.0.0.1"));
        }
        return new NameService(order(files), hostLines(files), servers, search, options[0], options[1], options[2]);
    }

    private static void option(String[] words, String name, int[] options, int at, int least, int most) {
        for (String word : words) {
            if (word.matches(name + "[0-9]{1,4}")) {
                int value = Integer.parseInt(word.substring(name.length()));
                options[at] = Math.max(least, Math.min(most, value));
            }
        }
    }

    private static List<String> order(FileAccess files) {
        for (String[] words : lines(files, "/etc/nsswitch.conf", "#.*")) {
            if (words[0].equals("hosts:")) {
                return List.of(words).subList(1, words.length);
            }
        }
        return List.of("files", "dns");
    }

    private static List<HostLine> hostLines(FileAccess files) {
        List<HostLine> found = new ArrayList<>();
        for (String[] words : lines(files, "/etc/hosts", "#.*")) {
            Optional<InetAddress> address = Numeric.strict(words[0]);
            if (address.isPresent() && words.length > 1) {
                found.add(new HostLine(address.get(), List.of(words).subList(1, words.length)));
            }
        }
        return found;
    }

    /** The words of a file's lines, without remarks and empty lines; none if it cannot be read. */
    static List<String[]> lines(FileAccess files, String path, String remark) {
        return TextFile.lines(files, path).stream()
                .map(line -> line.replaceFirst(remark, "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.split("\\s+"))
                .toList();
    }
}
