package postroom.labs.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/**
 * From names to addresses and ports, as {@code getaddrinfo(3)} does: by the sources that {@code /etc/nsswitch.conf} names,
 * {@code /etc/hosts} and the name servers of {@code /etc/resolv.conf}; ports by {@code /etc/services}.
 */
public final class Resolver {
    private final Host host;
    private final Dns dns;
    private final FileAccess files;

    /** For a daemon: a name server that does not answer at once does not answer. */
    public Resolver(Host host) {
        this.host = host;
        this.dns = new Dns(host);
        this.files = FileAccess.root(host.disk());
    }

    /** For a program, which waits for name servers. */
    public Resolver(Process process) {
        this.host = process.host();
        this.dns = new Dns(process);
        this.files = FileAccess.root(host.disk());
    }

    /** A name that cannot be resolved; the message is that of {@code gai_strerror(3)}. */
    public static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * A host by its name ({@code struct hostent}).
     *
     * @param names the canonical one first, then its aliases
     * @param addresses at least one, the best first (RFC 6724)
     */
    public record Entry(List<String> names, List<InetAddress> addresses) {}

    /** The addresses of a name or of an address in numbers, at least one. */
    public List<InetAddress> addresses(String name) throws Unresolved {
        return entry(name).addresses();
    }

    /** A host by its name or by an address in numbers. */
    public Entry entry(String name) throws Unresolved {
        return entry(name, 4, 16);
    }

    /**
     * As {@link #entry(String)}, with addresses of some families only.
     *
     * @param lengths of addresses, in bytes: 4, 16
     */
    public Entry entry(String name, int... lengths) throws Unresolved {
        Optional<InetAddress> number = Numeric.lax(name);
        if (number.isPresent()) {
            if (!fits(number.get(), lengths)) {
                throw new Unresolved("Address family for hostname not supported");
            }
            return new Entry(List.of(name), List.of(number.get()));
        }
        NameService by = NameService.of(host);
        Dns.Outcome outcome = Dns.Outcome.NO_NAME;
        for (String source : by.order()) {
            if (source.equals("files")) {
                Optional<Entry> entry = fromFiles(name, by, lengths);
                if (entry.isPresent()) {
                    return entry.get();
                }
            } else if (source.equals("dns") && HostName.legal(name)) {
                Found found = fromDns(name, by, lengths);
                if (found.entry != null) {
                    return found.entry;
                }
                outcome = found.outcome;
            } else if (source.equalsIgnoreCase("[NOTFOUND=return]")) {
                break;
            }
        }
        throw new Unresolved(
                switch (outcome) {
                    case TRY_AGAIN -> "Temporary failure in name resolution";
                    case NO_DATA -> "No address associated with hostname";
                    default -> "Name or service not known";
                });
    }

    private static boolean fits(InetAddress address, int... lengths) {
        for (int length : lengths) {
            if (address.getAddress().length == length) {
                return true;
            }
        }
        return false;
    }

    private Optional<Entry> fromFiles(String name, NameService by, int... lengths) {
        Set<String> names = new LinkedHashSet<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (NameService.HostLine line : by.hosts()) {
            if (line.has(name) && fits(line.address(), lengths)) {
                names.addAll(line.names());
                addresses.add(line.address());
            }
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new Entry(List.copyOf(names), best(addresses)));
    }

    private record Found(Entry entry, Dns.Outcome outcome) {}

    private Found fromDns(String name, NameService by, int... lengths) {
        boolean noData = false;
        boolean again = false;
        for (String candidate : Dns.candidates(name, by)) {
            List<InetAddress> addresses = new ArrayList<>();
            String canonical = candidate;
            for (int length : lengths) {
                Dns.Answer answer = dns.query(candidate, length == 4 ? DnsType.A : DnsType.AAAA, by);
                for (DnsRecord each : answer.records()) {
                    each.address().ifPresent(addresses::add);
                }
                canonical = answer.found() ? answer.name() : canonical;
                noData |= answer.outcome() == Dns.Outcome.NO_DATA;
                again |= answer.outcome() == Dns.Outcome.TRY_AGAIN;
            }
            if (!addresses.isEmpty()) {
                String asked = DnsName.relative(candidate);
                List<String> names = canonical.equalsIgnoreCase(asked) || canonical.equals(candidate)
                        ? List.of(asked)
                        : List.of(canonical, asked);
                return new Found(new Entry(names, best(addresses)), Dns.Outcome.FOUND);
            }
        }
        return new Found(null, again ? Dns.Outcome.TRY_AGAIN : noData ? Dns.Outcome.NO_DATA : Dns.Outcome.NO_NAME);
    }

    /** Reachable ones first, then IPv6 before IPv4 (RFC 6724 §6, rules 1 and 6). */
    private List<InetAddress> best(List<InetAddress> addresses) {
        List<InetAddress> sorted = new ArrayList<>(addresses);
        sorted.sort(Comparator.comparing(this::isUnreachable).thenComparing(it -> it.getAddress().length == 4));
        return sorted;
    }

    private boolean isUnreachable(InetAddress address) {
        return !address.isLoopbackAddress()
                && host.node().addresses().stream().noneMatch(it -> it.getClass() == address.getClass());
    }

    /** The name of an address: the first in {@code /etc/hosts}, or that of its PTR record. */
    public Optional<String> name(InetAddress address) {
        List<String> names = names(address);
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(0));
    }

    /** The names of an address, the canonical one first ({@code gethostbyaddr(3)}). */
    public List<String> names(InetAddress address) {
        NameService by = NameService.of(host);
        for (String source : by.order()) {
            if (source.equals("files")) {
                for (NameService.HostLine line : by.hosts()) {
                    if (line.address().equals(address)) {
                        return line.names();
                    }
                }
            } else if (source.equals("dns")) {
                for (DnsRecord each :
                        dns.query(DnsName.reverse(address), DnsType.PTR, by).records()) {
                    return List.of(DnsName.relative(each.target().orElse(".")));
                }
            }
        }
        return List.of();
    }

    /** All names of a host that {@code /etc/hosts} or a name server knows by {@code name}: the canonical one first. */
    public List<String> aliases(String name) {
        try {
            return entry(name).names();
        } catch (Unresolved unknown) {
            return List.of();
        }
    }

    /** A TCP port from its number or its name in {@code /etc/services}. */
    public Optional<Integer> port(String text) {
        return port(text, "tcp");
    }

    /** A port of {@code tcp} or {@code udp} from its number or its name in {@code /etc/services}. */
    public Optional<Integer> port(String text, String protocol) {
        if (text.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(text);
            return number <= 65_535 ? Optional.of(number) : Optional.empty();
        }
        for (String[] entry : services()) {
            if (entry.length > 1
                    && entry[1].endsWith("/" + protocol)
                    && List.of(entry).indexOf(text) != 1) {
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
        return service(port, "tcp");
    }

    /** The name of a port of {@code tcp} or {@code udp} in {@code /etc/services}. */
    public Optional<String> service(int port, String protocol) {
        for (String[] entry : services()) {
            if (entry.length > 1 && entry[1].equals(port + "/" + protocol)) {
                return Optional.of(entry[0]);
            }
        }
        return Optional.empty();
    }

    private List<String[]> services() {
        return NameService.lines(files, "/etc/services", "#.*");
    }
}
