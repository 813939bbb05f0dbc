package postroom.labs.lab.internet;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.net.Network;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RData;

/** The names of the pretend internet, from a resource of one record a line: name, type, data. */
final class Zones {
    /** The table of all chapters. */
    static final Zones BUNDLED = parse(new String(HostTable.resource("names"), StandardCharsets.UTF_8));

    private static final long TTL = 300;

    private final Map<String, List<DnsRecord>> byName = new HashMap<>();

    private Zones() {}

    /** Reads a table; one that is malformed is a mistake of ours. */
    static Zones parse(String text) {
        Zones zones = new Zones();
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("\\s+", 3);
            if (words.length == 3 && !line.startsWith("#")) {
                try {
                    zones.add(record(words[0], words[1], words[2]));
                } catch (DnsFormatException | NumberFormatException wrong) {
                    throw new IllegalArgumentException(line, wrong);
                }
            }
        }
        return zones;
    }

    private static DnsRecord record(String name, String type, String data) throws DnsFormatException {
        String[] words = data.split("\\s+");
        int number = DnsType.number(type).orElseThrow();
        byte[] bytes = switch (number) {
            case DnsType.A, DnsType.AAAA -> Network.address(data).getAddress();
            case DnsType.MX -> RData.mx(Integer.parseInt(words[0]), words[1]);
            case DnsType.TXT -> RData.txt(List.of(data));
            case DnsType.SOA ->
                RData.soa(
                        words[0],
                        words[1],
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[4]),
                        Long.parseLong(words[5]),
                        Long.parseLong(words[6]));
            default -> RData.name(data);
        };
        return DnsRecord.of(name, number, TTL, bytes);
    }

    private void add(DnsRecord record) {
        byName.computeIfAbsent(DnsName.key(record.name()), it -> new ArrayList<>())
                .add(record);
    }

    /** The records of a name, of one type or ({@link DnsType#ANY}) all. */
    List<DnsRecord> find(String name, int type) {
        return byName.getOrDefault(DnsName.key(name), List.of()).stream()
                .filter(it -> type == DnsType.ANY || it.type() == type)
                .toList();
    }

    /** True if there is something of the name or below it. */
    boolean has(String name) {
        return byName.keySet().stream().anyMatch(it -> DnsName.within(it, name));
    }

    /** The hosts that take a domain's mail, the best first: by its MX records, or the name itself (RFC 5321 §5.1). */
    List<String> exchangers(String domain) {
        List<DnsRecord> found = new ArrayList<>(find(domain, DnsType.MX));
        found.sort(Comparator.comparingInt(DnsRecord::preference));
        return found.isEmpty()
                ? List.of(domain)
                : found.stream()
                        .flatMap(it -> it.target().stream())
                        .map(DnsName::relative)
                        .toList();
    }

    /** The addresses of a host. */
    List<InetAddress> addresses(String host) {
        return find(host, DnsType.A).stream()
                .flatMap(it -> it.address().stream())
                .toList();
    }

    /** The name that belongs to an IPv4 address. */
    Optional<String> nameOf(InetAddress address) {
        byte[] numbers = address.getAddress();
        StringBuilder name = new StringBuilder();
        for (int i = numbers.length - 1; i >= 0; i--) {
            name.append(numbers[i] & 0xff).append('.');
        }
        return find(name + "in-addr.arpa.", DnsType.PTR).stream()
                .flatMap(it -> it.target().stream())
                .map(DnsName::relative)
                .findFirst();
    }

    /** The SOA record of the zone that a name is in, if the table has one. */
    Optional<DnsRecord> authority(String name) {
        String at = DnsName.key(name);
        while (!at.isEmpty()) {
            List<DnsRecord> found = find(at, DnsType.SOA);
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
            at = at.substring(at.indexOf('.') + 1);
        }
        return Optional.empty();
    }
}
