package postroom.labs.net;

import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.Endpoints;
import postroom.server.Peer;

/**
 * A lab's network: which address is whose. Nothing of another lab can be reached from it.
 *
 * <p>Services of the mail engine listen on real loopback ports of the machine; here is kept which real connection belongs
 * to which virtual one. What comes from a real client (through an exposed port) appears as {@link #VISITOR}.
 */
public final class Network {
    /** Where real clients seem to come from: the student's own computer, on the lab's LAN. */
    public static final InetAddress VISITOR = address("192.0.2.2");

    private final EventLoopGroup loops;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Map<Integer, Endpoints> pending = new ConcurrentHashMap<>();
    private final List<Consumer<Node>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> exposed = new ConcurrentHashMap<>();

    /** An empty network, whose connections run on {@code loops}. */
    public Network(EventLoopGroup loops) {
        this.loops = loops;
    }

    /** An address from its text in numbers. */
    public static InetAddress address(String numbers) {
        try {
            return InetAddress.getByName(numbers);
        } catch (UnknownHostException notNumbers) {
            throw new IllegalArgumentException("not an address: " + numbers, notNumbers);
        }
    }

    /** Adds a host with its addresses; loopback comes by itself. */
    public Node add(String name, List<InetAddress> addresses) {
        Node node = new Node(this, name, addresses);
        nodes.add(node);
        return node;
    }

    /** All hosts. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Puts what listens on {@code port} of the first host on a fixed port of the real loopback, too. Before it listens. */
    public void expose(int port, int realPort) {
        exposed.put(port, realPort);
    }

    Optional<Integer> exposedPort(Node node, int port) {
        return !nodes.isEmpty() && nodes.get(0) == node ? Optional.ofNullable(exposed.get(port)) : Optional.empty();
    }

    /** Tells {@code listener} whenever a port of a node is opened or closed. */
    public void listen(Consumer<Node> listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    public void ignore(Consumer<Node> listener) {
        listeners.remove(listener);
    }

    void changed(Node node) {
        listeners.forEach(it -> it.accept(node));
    }

    Node nodeOf(Node from, InetAddress address) throws ErrnoException {
        for (Node node : nodes) {
            if (node.addresses().contains(address)) {
                return node;
            }
        }
        throw new ErrnoException(from.addresses().isEmpty() ? Errno.ENETUNREACH : Errno.EHOSTUNREACH);
    }

    EventLoopGroup loops() {
        return loops;
    }

    void announce(int realClientPort, Endpoint client, Endpoint server) {
        pending.put(realClientPort, new Endpoints(peer(client), peer(server)));
    }

    void forget(int realClientPort) {
        pending.remove(realClientPort);
    }

    Optional<Endpoints> announced(int realClientPort) {
        return Optional.ofNullable(pending.get(realClientPort));
    }

    static Peer peer(Endpoint end) {
        return new Peer(end.address(), end.port());
    }

    /** For tests and tools: the addresses in use. */
    public List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        nodes.forEach(node -> all.addAll(node.addresses()));
        return all;
    }
}
