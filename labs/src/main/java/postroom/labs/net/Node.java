package postroom.labs.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * One host on a lab's network: its addresses, what listens on them, and its connections.
 *
 * <p>127.0.0.0/8 and ::1 are the node itself. Ports for outgoing connections are 32768 to 60999, as Linux has it.
 */
public final class Node {
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int LAST_EPHEMERAL = 60_999;
    private static final int MAX_CONNECTIONS = 512;
    private static final int SYN_TIMEOUT_SECONDS = 127;

    private final Network network;
    private final String name;
    private final List<InetAddress> addresses;
    private final List<Listening> listening = new ArrayList<>();
    private final List<UdpSocket> datagrams = new ArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private int nextPort = FIRST_EPHEMERAL;
    private volatile PacketFilter filter;

    Node(Network network, String name, List<InetAddress> addresses) {
        this.network = network;
        this.name = name;
        this.addresses = List.copyOf(addresses);
    }

    /** The node's name in the lab. */
    public String name() {
        return name;
    }

    /** Its addresses besides the loopback ones. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** Puts a firewall in front of this node; null takes it away. */
    public void filter(PacketFilter newFilter) {
        filter = newFilter;
    }

    /** What the firewalls of both ends say of a packet from this node to another. */
    private PacketFilter.Verdict verdict(String protocol, Node target, Endpoint from, Endpoint to) {
        PacketFilter own = filter;
        PacketFilter its = target.filter;
        if (target == this) {
            return PacketFilter.Verdict.ACCEPT;
        }
        PacketFilter.Verdict out = own == null ? PacketFilter.Verdict.ACCEPT : own.outgoing(protocol, from, to);
        return out != PacketFilter.Verdict.ACCEPT || its == null ? out : its.incoming(protocol, from, to);
    }

    /** A connection request that nobody answers: after the last of six repetitions the system gives up. */
    private CompletionStage<Connection> unanswered() {
        CompletableFuture<Connection> never = new CompletableFuture<>();
        network.loops()
                .schedule(
                        () -> never.completeExceptionally(new ErrnoException(Errno.ETIMEDOUT)),
                        SYN_TIMEOUT_SECONDS,
                        TimeUnit.SECONDS);
        return never;
    }

    /** Whether a real client from outside the lab may connect. */
    boolean admits(Endpoint from, Endpoint to) {
        PacketFilter own = filter;
        return own == null || own.incoming("tcp", from, to) == PacketFilter.Verdict.ACCEPT;
    }

    /** The lab's network. */
    public Network network() {
        return network;
    }

    /** Where something listens; closing it frees the port. */
    public abstract static class Listening {
        private final Endpoint local;
        private final int owner;

        Listening(Endpoint local, int owner) {
            this.local = local;
            this.owner = owner;
        }

        /** The address (perhaps 0.0.0.0 or ::) and the port. */
        public final Endpoint local() {
            return local;
        }

        /** The process that listens. */
        public final int owner() {
            return owner;
        }

        abstract CompletionStage<Connection> connect(Node from, Endpoint source, Endpoint destination);

        /** Nobody can connect any more; connections that are there stay. */
        public abstract void close();
    }

    /**
     * Lets a program of the lab accept connections.
     *
     * @param accept gets the server's end of each; called on the connecting side's thread, must only hand on
     * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}
     */
    public Listening listen(InetAddress local, int port, int owner, Consumer<Connection> accept) throws ErrnoException {
        return add(new ProgramListening(this, new Endpoint(local, port), owner, accept));
    }

    /**
     * Lets a service of the mail engine accept connections: real TCP on the host's loopback, behind the virtual address.
     *
     * @param opener binds the real port when it is needed
     * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}
     */
    public Listening listen(InetAddress local, int port, int owner, EngineOpener opener) throws ErrnoException {
        EngineListening added = new EngineListening(this, new Endpoint(local, port), owner, opener);
        add(added);
        try {
            added.open();
        } catch (ErrnoException e) {
            remove(added);
            throw e;
        }
        return added;
    }

    /**
     * Lets a service of the mail engine accept connections behind a real port that it shares with others.
     *
     * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}
     */
    public Listening listen(InetAddress local, int port, int owner, Gateway gateway) throws ErrnoException {
        return add(new GatewayListening(this, new Endpoint(local, port), owner, gateway));
    }

    private synchronized Listening add(Listening wanted) throws ErrnoException {
        InetAddress local = wanted.local().address();
        if (!local.isAnyLocalAddress() && !isOwn(local)) {
            throw new ErrnoException(Errno.EADDRNOTAVAIL);
        }
        for (Listening each : listening) {
            if (overlap(each.local(), wanted.local())) {
                throw new ErrnoException(Errno.EADDRINUSE);
            }
        }
        listening.add(wanted);
        network.changed(this);
        return wanted;
    }

    synchronized void remove(Listening gone) {
        listening.remove(gone);
        network.changed(this);
    }

    /** True for an address of this node, loopback included. */
    public boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress() || addresses.contains(address);
    }

    /**
     * Connects to an address and port ({@code connect(2)}).
     *
     * @return fails with {@code ECONNREFUSED}, {@code ENETUNREACH} or {@code EHOSTUNREACH}; with {@code ETIMEDOUT} after two
     *     minutes if a firewall drops it
     */
    public CompletionStage<Connection> connect(InetAddress given, int port) {
        return connect(Optional.empty(), given, port);
    }

    /**
     * The same from an address of the caller's choice ({@code bind(2)} before).
     *
     * @param from empty for the one that the way there suggests
     * @return fails with {@code EADDRNOTAVAIL}, too, when that address is not this node's
     */
    public CompletionStage<Connection> connect(Optional<InetAddress> from, InetAddress given, int port) {
        InetAddress address = given.isAnyLocalAddress()
                ? Network.address(given.getAddress().length == 4 ? "127.0.0.1" : "::1") // as Linux has it
                : given;
        try {
            Node target = isOwn(address) ? this : network.nodeOf(this, address);
            if (from.isPresent() && !isOwn(from.get())) {
                throw new ErrnoException(Errno.EADDRNOTAVAIL);
            }
            InetAddress own = from.isPresent() ? from.get() : sourceFor(address, target);
            Endpoint source = new Endpoint(own, nextPort());
            Endpoint destination = new Endpoint(address, port);
            PacketFilter.Verdict verdict = verdict("tcp", target, source, destination);
            if (verdict == PacketFilter.Verdict.DROP) {
                return unanswered();
            }
            Listening there = target.listeningOn(address, port);
            if (there == null || verdict == PacketFilter.Verdict.REJECT) {
                throw new ErrnoException(Errno.ECONNREFUSED);
            }
            if (connections.size() >= MAX_CONNECTIONS) {
                throw new ErrnoException(Errno.EADDRNOTAVAIL);
            }
            return there.connect(this, source, destination);
        } catch (ErrnoException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * A UDP socket ({@code socket(2)}, {@code bind(2)}).
     *
     * @param local 0.0.0.0 or :: for all addresses
     * @param port 0 for any that is free
     * @param owner the process that shows in {@code netstat -p}
     * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}; {@code EAGAIN} when there are too many
     */
    public UdpSocket udp(InetAddress local, int port, int owner) throws ErrnoException {
        if (!local.isAnyLocalAddress() && !isOwn(local)) {
            throw new ErrnoException(Errno.EADDRNOTAVAIL);
        }
        synchronized (this) {
            if (datagrams.size() >= MAX_CONNECTIONS) {
                throw new ErrnoException(Errno.EAGAIN);
            }
            int own = port;
            while (own == 0 || port == 0 && isTaken(local, own)) {
                own = nextPort();
            }
            if (isTaken(local, own)) {
                throw new ErrnoException(Errno.EADDRINUSE);
            }
            UdpSocket socket = new UdpSocket(this, new Endpoint(local, own), owner);
            datagrams.add(socket);
            return socket;
        }
    }

    private boolean isTaken(InetAddress local, int port) {
        return datagrams.stream().map(UdpSocket::local).anyMatch(it -> overlap(it, new Endpoint(local, port)));
    }

    private static boolean overlap(Endpoint one, Endpoint other) {
        InetAddress here = one.address();
        InetAddress there = other.address();
        return one.port() == other.port()
                && here.getClass() == there.getClass()
                && (here.equals(there) || here.isAnyLocalAddress() || there.isAnyLocalAddress());
    }

    /** The UDP sockets, in the order in which they were made. */
    public synchronized List<UdpSocket> datagrams() {
        return List.copyOf(datagrams);
    }

    synchronized void remove(UdpSocket gone) {
        datagrams.remove(gone);
    }

    /** Whether a datagram is lost without a word on its way. */
    boolean drops(Endpoint from, Endpoint to) throws ErrnoException {
        Node target = isOwn(to.address()) ? this : network.nodeOf(this, to.address());
        return verdict("udp", target, from, to) == PacketFilter.Verdict.DROP;
    }

    /** The socket that gets what goes from one end to another, on this host or the one that has the address. */
    Optional<UdpSocket> udpAt(Endpoint from, Endpoint to) throws ErrnoException {
        Node target = isOwn(to.address()) ? this : network.nodeOf(this, to.address());
        if (verdict("udp", target, from, to) != PacketFilter.Verdict.ACCEPT) {
            return Optional.empty();
        }
        return target.datagrams().stream()
                .filter(it -> it.fit(from, to) > 0)
                .max(Comparator.comparingInt(it -> it.fit(from, to)));
    }

    /** The address from which this host speaks to another. */
    InetAddress source(InetAddress destination) throws ErrnoException {
        return sourceFor(destination, isOwn(destination) ? this : network.nodeOf(this, destination));
    }

    private InetAddress sourceFor(InetAddress destination, Node target) throws ErrnoException {
        if (target == this) {
            // 127.0.1.1 is answered from 127.0.0.1, as the kernel's routing table has it
            return destination.isLoopbackAddress() && destination.getAddress().length == 4
                    ? Network.address("127.0.0.1")
                    : destination;
        }
        return addresses.stream()
                .filter(it -> it.getClass() == destination.getClass())
                .findFirst()
                .orElseThrow(() -> new ErrnoException(Errno.ENETUNREACH));
    }

    private synchronized Listening listeningOn(InetAddress address, int port) {
        Listening any = null;
        for (Listening each : listening) {
            if (each.local().port() == port && each.local().address().getClass() == address.getClass()) {
                if (each.local().address().equals(address)) {
                    return each;
                }
                if (each.local().address().isAnyLocalAddress()) {
                    any = each;
                }
            }
        }
        return any;
    }

    private synchronized int nextPort() {
        int port = nextPort;
        nextPort = port >= LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 2;
        return port;
    }

    /** What listens, in the order in which it began. */
    public synchronized List<Listening> listening() {
        return List.copyOf(listening);
    }

    /** The ends of connections that are this node's. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    void opened(Connection connection) {
        connections.add(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** Closes everything: the host goes down. */
    public void shutDown() {
        for (Listening each : listening()) {
            each.close();
        }
        for (Connection each : connections()) {
            each.reset();
        }
        for (UdpSocket each : datagrams()) {
            each.close();
        }
    }
}
