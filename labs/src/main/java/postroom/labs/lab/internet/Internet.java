package postroom.labs.lab.internet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Gateway;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.server.smtp.SmtpServer;
import postroom.server.smtp.SmtpService;
import postroom.server.wire.WireTap;

/**
 * The pretend internet around a student's host: a name server and the hosts of {@code postroom/world/hosts}, each an SMTP server
 * with a manner of its own, and an attacker. All of them share one real port, bound when the first of them is called; they have no
 * threads, and what they remember is in {@link #state()}.
 */
public final class Internet {
    /** The address of the student's host. */
    public static final InetAddress STUDENT = Network.address("192.0.2.10");

    private static final List<HostPlan> PLANS = HostTable.bundled();
    private static final int MOST_CONNECTIONS = 100;

    private final Network network;
    private final Map<InetAddress, MailHost> hosts = new HashMap<>();
    private final Spool spool;
    private final Outbox outbox;
    private final Gateway gateway;
    private final Node neighbour;
    private final Node spammer;

    private Internet(Surroundings lab, Surroundings.Memory memory) {
        this.network = lab.network();
        this.spool = new Spool(memory.then(), memory.keeper());
        this.outbox = new Outbox(lab, spool, address -> hosts.get(Network.address(address)));
        SmtpService service = session -> hosts.get(session.server().address()).opened(session);
        SmtpServer seen = new SmtpServer(service, lab.wire(), lab.clock().withZone(ZoneOffset.UTC));
        // what two of these hosts say to each other does not pass the student's wires
        SmtpServer unseen = new SmtpServer(service, WireTap.NONE, lab.clock().withZone(ZoneOffset.UTC));
        this.gateway = new Gateway(
                network,
                (port, peers) -> lab.engine()
                        .listen(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                                peers,
                                MOST_CONNECTIONS,
                                (channel, ends) ->
                                        (ends.client().address().equals(STUDENT) ? seen : unseen).open(channel, ends)));
        Greylist greylist = new Greylist(spool);
        QueueIds ids = new QueueIds(lab.clock());
        for (HostPlan plan : PLANS) {
            Node node = network.add(plan.name(), List.of(plan.address()));
            hosts.put(plan.address(), new MailHost(plan, node, lab, greylist, outbox, ids));
            plan.ports().forEach(port -> listen(node, plan.address(), port));
        }
        this.neighbour = network.add("laptop.lan.example", List.of(Network.VISITOR));
        this.spammer = Spammer.start(lab);
    }

    private void listen(Node node, InetAddress address, int port) {
        try {
            node.listen(address, port, 0, gateway);
        } catch (ErrnoException twiceInTheTable) {
            throw new IllegalStateException(twiceInTheTable);
        }
    }

    /** Switches everything on. */
    public static Internet start(Surroundings lab, Surroundings.Memory memory) {
        NameServer.start(lab.network());
        Internet internet = new Internet(lab, memory);
        internet.outbox.resume();
        return internet;
    }

    /** A host far from the student's, whose address has no name: where strangers call from. */
    public Node stranger() {
        return spammer;
    }

    /** Another computer of the student's LAN. */
    public Node neighbour() {
        return neighbour;
    }

    /** The address of a host by its name. */
    public static Optional<InetAddress> address(String name) {
        return Zones.BUNDLED.addresses(name).stream().findFirst();
    }

    /** Whether an address is one of the student's host. */
    public static boolean isStudents(InetAddress address) {
        return address.isLoopbackAddress() || address.equals(STUDENT);
    }

    /** What the hosts remember. */
    public Map<String, byte[]> state() {
        return spool.all();
    }

    /** Goes back to what the hosts remembered then. On the serial executor. */
    public void restore(Map<String, byte[]> then) {
        spool.restore(then);
        outbox.resume();
    }

    /** Ends all connections and frees the real port. */
    public void close() {
        hosts.values().forEach(it -> it.node().shutDown());
        neighbour.shutDown();
        spammer.shutDown();
        gateway.close();
    }
}
