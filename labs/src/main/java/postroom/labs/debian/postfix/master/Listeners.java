package postroom.labs.debian.postfix.master;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.server.smtp.SmtpServer;
import postroom.server.smtp.SmtpService;

/** The ports on which Postfix listens: those of the {@code inet} entries of master.cf, on inet_interfaces. */
final class Listeners {
    private static final int MAX_CONNECTIONS = 100;

    private final Host host;
    private final int owner;
    private final Map<Place, Node.Listening> open = new LinkedHashMap<>();

    /** Where an entry of master.cf listens. */
    private record Place(String entry, InetAddress address, int port) {}

    Listeners(Host host, int owner) {
        this.host = host;
        this.owner = owner;
    }

    /**
     * Listens where the entries say and nowhere else; a port that stays is not closed in between.
     *
     * @param interfaces inet_interfaces, which counts as it was when the master started
     * @param services what answers, by the names of the entries
     */
    void arrange(
            MasterCf entries,
            Parameters parameters,
            String interfaces,
            Function<MasterCf.Entry, SmtpService> services) {
        Map<Place, MasterCf.Entry> wanted = new LinkedHashMap<>();
        for (MasterCf.Entry entry : entries.entries()) {
            if (entry.type().equals("inet")) {
                places(entry, parameters, interfaces).forEach(place -> wanted.put(place, entry));
            }
        }
        for (Place place : List.copyOf(open.keySet())) {
            if (!wanted.containsKey(place)) {
                open.remove(place).close();
            }
        }
        wanted.forEach((place, entry) -> {
            if (!open.containsKey(place)) {
                open.put(place, listen(place, services.apply(entry)));
            }
        });
    }

    private Node.Listening listen(Place place, SmtpService service) {
        SmtpServer server = new SmtpServer(service, host.wire(), host.clock().withZone(ZoneOffset.UTC));
        try {
            return host.node()
                    .listen(
                            place.address,
                            place.port,
                            owner,
                            (realPort, peers) -> host.engine()
                                    .listen(
                                            new InetSocketAddress(InetAddress.getLoopbackAddress(), realPort),
                                            peers,
                                            MAX_CONNECTIONS,
                                            server));
        } catch (ErrnoException e) {
            throw new Fatal("bind " + IpText.of(place.address) + " port " + place.port + ": " + e.getMessage());
        }
    }

    private List<Place> places(MasterCf.Entry entry, Parameters parameters, String interfaces) {
        int colon = entry.name().lastIndexOf(':');
        String hostPart = colon < 0 ? "" : entry.name().substring(0, colon).replaceAll("^\\[|\\]$", "");
        String portPart = entry.name().substring(colon + 1);
        List<InetAddress> addresses = new ArrayList<>();
        if (!hostPart.isEmpty()) {
            addresses.addAll(parameters.host().resolve(hostPart));
        } else if (Parameters.words(interfaces).equals(List.of("all"))) {
            addresses.add(Network.address("0.0.0.0"));
            addresses.add(Network.address("::"));
        } else {
            addresses.addAll(postroom.labs.debian.postfix.config.OwnAddresses.of(parameters.with(
                    Map.of("inet_interfaces", interfaces), postroom.labs.debian.postfix.config.Msg.SILENT)));
        }
        List<String> protocols = parameters.list("inet_protocols");
        boolean both = protocols.isEmpty() || protocols.contains("all");
        List<Place> places = new ArrayList<>();
        for (InetAddress each : addresses) {
            if (both || protocols.contains(each instanceof Inet4Address ? "ipv4" : "ipv6")) {
                places.add(new Place(entry.name(), each, port(portPart, each)));
            }
        }
        return places;
    }

    private int port(String text, InetAddress address) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) < 65_536) {
            return Integer.parseInt(text);
        }
        try {
            String services = Text.of(FileAccess.root(host.disk()).readAll("/etc/services"));
            for (String line : services.split("\n")) {
                String[] words = line.replaceAll("#.*", "").strip().split("\\s+");
                if (words.length > 1 && words[1].endsWith("/tcp") && isNamed(words, text)) {
                    return Integer.parseInt(words[1].substring(0, words[1].indexOf('/')));
                }
            }
        } catch (ErrnoException missing) {
            throw unknown(text, address);
        }
        throw unknown(text, address);
    }

    private static boolean isNamed(String[] words, String name) {
        for (int i = 0; i < words.length; i++) {
            if (i != 1 && words[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Fatal unknown(String name, InetAddress address) {
        return new Fatal(IpText.of(address) + ":" + name + ": Servname not supported for ai_socktype");
    }

    /** Nobody can connect any more. */
    void close() {
        open.values().forEach(Node.Listening::close);
        open.clear();
    }
}
