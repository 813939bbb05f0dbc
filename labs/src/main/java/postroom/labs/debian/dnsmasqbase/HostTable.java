package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Numeric;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.dns.DnsName;

/** The names with addresses that are known here: from {@code --host-record}, /etc/hosts and {@code --addn-hosts}. */
final class HostTable {
    /**
     * A name's address.
     *
     * @param origin the file, or {@code config}
     */
    record Entry(String name, InetAddress address, String origin) {}

    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final Map<InetAddress, Entry> byAddress = new HashMap<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** Reads the files; what there is to say of them is in {@link #remarks}. */
    HostTable(Config config, Source source) {
        for (Config.HostRecord each : config.hostRecords) {
            for (InetAddress address : each.addresses()) {
                for (String name : each.names()) {
                    add(new Entry(name, address, "config"));
                }
                reverse(new Entry(each.names().get(0), address, "config"));
            }
        }
        if (!config.has("no-hosts")) {
            read("/etc/hosts", config, source);
        }
        if (config.has("no-hosts") && config.hostsFiles.isEmpty() && config.cacheSize > 0) {
            remarks.add("cleared cache");
        }
        config.hostsFiles.forEach(path -> read(path, config, source));
    }

    private void read(String path, Config config, Source source) {
        try {
            int count = 0;
            String text = new String(source.file(path), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
                Optional<InetAddress> address = Numeric.strict(words[0]);
                for (int i = 1; address.isPresent() && i < words.length; i++) {
                    count += name(words[i], address.get(), path, config);
                }
            }
            remarks.add("read " + path + " - " + count + " names");
        } catch (ErrnoException e) {
            remarks.add("failed to load names from " + path + ": " + e.getMessage());
        }
    }

    private int name(String name, InetAddress address, String path, Config config) {
        boolean expands = config.has("expand-hosts") && config.domain != null && name.indexOf('.') < 0;
        if (expands) {
            Entry full = new Entry(name + "." + config.domain, address, path);
            add(full);
            reverse(full);
        }
        Entry plain = new Entry(name, address, path);
        add(plain);
        reverse(plain);
        return expands ? 2 : 1;
    }

    private void add(Entry entry) {
        List<Entry> all = byName.computeIfAbsent(DnsName.key(entry.name()), it -> new ArrayList<>());
        if (all.stream().noneMatch(it -> it.address().equals(entry.address()))) {
            all.add(entry);
        }
    }

    private void reverse(Entry entry) {
        byAddress.putIfAbsent(entry.address(), entry);
    }

    /** What was read, for the log. */
    List<String> remarks() {
        return remarks;
    }

    boolean has(String name) {
        return byName.containsKey(DnsName.key(name));
    }

    /** True if the name or one below it is known. */
    boolean hasWithin(String domain) {
        return byName.keySet().stream().anyMatch(it -> DnsName.within(it, domain));
    }

    /** A name's addresses of one length in bytes; each time another one comes first. */
    synchronized List<Entry> addresses(String name, int length) {
        String key = DnsName.key(name);
        List<Entry> all = byName.getOrDefault(key, List.of()).stream()
                .filter(it -> it.address().getAddress().length == length)
                .toList();
        if (all.size() < 2) {
            return all;
        }
        int turn = turns.merge(key + length, 1, Integer::sum) - 1;
        List<Entry> turned = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            turned.add(all.get((i + turn) % all.size()));
        }
        return turned;
    }

    Optional<Entry> reverse(InetAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }
}
