package postroom.labs.debian.dovecot.master;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;
import postroom.labs.debian.dovecot.lmtp.LmtpService;
import postroom.labs.debian.dovecot.login.LoginServices;
import postroom.labs.debian.dovecot.login.Sessions;
import postroom.labs.host.Host;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/** The ports of the login services: their {@code inet_listener}s, on the addresses of {@code listen}. */
final class Listeners {
    private static final int MAX_CONNECTIONS = 100;

    private final Host host;
    private final int owner;
    private final Sessions sessions;
    private final LmtpService lmtp;
    private final Map<Place, Node.Listening> open = new LinkedHashMap<>();

    /** Where a service listens. */
    private record Place(String service, boolean tls, InetAddress address, int port) {}

    Listeners(Host host, int owner, Sessions sessions, LmtpService lmtp) {
        this.host = host;
        this.owner = owner;
        this.sessions = sessions;
        this.lmtp = lmtp;
    }

    /**
     * Listens where the configuration says and nowhere else; a port that stays is not closed in between.
     *
     * @param current the configuration at the time when a client comes
     * @param complain gets a line for each port that cannot be had
     */
    void arrange(DovecotConfig config, Supplier<DovecotConfig> current, Consumer<String> complain)
            throws Master.StartFailure {
        Map<Place, String> wanted = wanted(config);
        for (Place place : List.copyOf(open.keySet())) {
            if (!wanted.containsKey(place)) {
                open.remove(place).close();
            }
        }
        boolean failed = false;
        for (Map.Entry<Place, String> each : wanted.entrySet()) {
            Place place = each.getKey();
            if (open.containsKey(place)) {
                continue;
            }
            try {
                open.put(place, listen(place, current));
            } catch (ErrnoException e) {
                failed = true;
                complain.accept("service(" + place.service + "): listen(" + each.getValue() + ", " + place.port
                        + ") failed: " + e.errno().text());
            }
        }
        if (failed) {
            throw new Master.StartFailure("Failed to start listeners");
        }
    }

    private Node.Listening listen(Place place, Supplier<DovecotConfig> current) throws ErrnoException {
        if (place.service.equals("lmtp")) {
            return host.node().listen(place.address, place.port, owner, (Connection it) -> lmtp.accept(it));
        }
        postroom.server.Service service = LoginServices.of(host, owner, sessions, place.service, place.tls, current);
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
                                        service));
    }

    /** The places, each with the address as the configuration spells it. */
    private Map<Place, String> wanted(DovecotConfig config) {
        Map<Place, String> places = new LinkedHashMap<>();
        List<Section> services = new ArrayList<>(config.root().sections("service"));
        services.sort(Comparator.comparing(Section::name).reversed()); // as the descriptors of a running master stand
        for (Section service : services) {
            boolean served = config.protocols().contains(service.get("protocol"));
            if (!served || !LoginServices.has(service.name()) && !service.name().equals("lmtp")) {
                continue;
            }
            for (Section each : service.sections("inet_listener")) {
                int port = Integer.parseInt(each.get("port"));
                boolean tls = each.is("ssl");
                if (port == 0 || tls && config.root().get("ssl").equals("no")) {
                    continue;
                }
                String addresses = each.get("address").isEmpty() ? config.root().get("listen") : each.get("address");
                for (String spelled : addresses.trim().split("[ ,]+")) {
                    for (InetAddress address : addresses(spelled)) {
                        places.put(new Place(service.name(), tls, address, port), spelled);
                    }
                }
            }
        }
        return places;
    }

    private List<InetAddress> addresses(String spelled) {
        if (spelled.equals("*")) {
            return List.of(Network.address("0.0.0.0"));
        }
        String bare = spelled.replaceAll("^\\[|\\]$", "");
        try {
            return bare.equals("::")
                    ? List.of(Network.address("::"))
                    : new ArrayList<>(new Resolver(host).addresses(bare));
        } catch (Resolver.Unresolved e) {
            return List.of();
        }
    }

    /** Nobody can connect any more. */
    void close() {
        open.values().forEach(Node.Listening::close);
        open.clear();
    }
}
