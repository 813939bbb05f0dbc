package postroom.labs.net;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Shared;

/**
 * A UDP socket of a lab's program ({@code udp(7)}). Made by {@link Node#udp}; nothing of it is real: a datagram goes from
 * one socket's memory into another's.
 *
 * <p>As a {@link postroom.labs.io.Descriptor} each read takes one datagram, of which the rest is lost, and each write sends
 * one to the {@link #connect connected} peer. A program waits with {@code process.poll(timeout, socket)} and then
 * {@link #receive}s; a daemon {@link #serve}s and holds no thread.
 *
 * <p>Bounds: a datagram has at most 65,507 bytes ({@code EMSGSIZE} is told as {@code EINVAL}); 64 datagrams or 212,992
 * bytes wait to be received, what comes beyond is lost, as Linux loses it.
 */
public final class UdpSocket extends Shared {
    /** The longest datagram. */
    public static final int MAX_DATAGRAM = 65_507;

    private static final int MAX_WAITING = 64;
    private static final int MAX_BYTES = 212_992;

    private final Node node;
    private final Queue<Datagram> waiting = new ArrayDeque<>();
    private volatile Endpoint local;
    private volatile Endpoint remote;
    private volatile int owner;
    private volatile Consumer<Datagram> receiver;
    private int bytes;
    private boolean refused;
    private volatile boolean closed;

    UdpSocket(Node node, Endpoint local, int owner) {
        this.node = node;
        this.local = local;
        this.owner = owner;
    }

    /** Where it is bound: an address, perhaps 0.0.0.0 or ::, and a port. */
    public Endpoint local() {
        return local;
    }

    /** The peer that it is connected to, if it is. */
    public Optional<Endpoint> remote() {
        return Optional.ofNullable(remote);
    }

    /** The process that shows in {@code netstat -p}; 0 if unknown. */
    public int owner() {
        return owner;
    }

    /** Sets {@link #owner}. */
    public void owner(int pid) {
        owner = pid;
    }

    /** How many bytes wait to be received: {@code Recv-Q}. */
    public synchronized int received() {
        return bytes;
    }

    /**
     * From now on speaks with one peer alone ({@code connect(2)}): hears only it, and is told that its port is closed.
     *
     * @throws ErrnoException {@code ENETUNREACH}, {@code EHOSTUNREACH}
     */
    public void connect(Endpoint peer) throws ErrnoException {
        InetAddress source = node.source(peer.address());
        if (local.address().isAnyLocalAddress()) {
            local = new Endpoint(source, local.port());
        }
        remote = peer;
    }

    /**
     * Hands each datagram to {@code newReceiver} instead of keeping it. It is called on the sender's thread, before the
     * sender goes on; it must not wait, and has to do with several callers at once.
     */
    public void serve(Consumer<Datagram> newReceiver) {
        receiver = newReceiver;
    }

    /**
     * Sends to the connected peer.
     *
     * @throws ErrnoException {@code ENOTCONN} without one, {@code ECONNREFUSED} when an earlier one found a closed port
     */
    public void send(byte[] data) throws ErrnoException {
        if (remote == null) {
            throw new ErrnoException(Errno.ENOTCONN);
        }
        send(data, remote);
    }

    /**
     * Sends to anybody. That nobody listens there is no error, unless the socket is connected: then the next call tells.
     *
     * @throws ErrnoException {@code ENETUNREACH}, {@code EHOSTUNREACH}, {@code EINVAL} for a datagram that is too long
     */
    public void send(byte[] data, Endpoint to) throws ErrnoException {
        tellRefusal();
        if (data.length > MAX_DATAGRAM) {
            throw new ErrnoException(Errno.EINVAL);
        }
        InetAddress source = local.address().isAnyLocalAddress() ? node.source(to.address()) : local.address();
        send(new Datagram(new Endpoint(source, local.port()), to, data.clone()));
    }

    /**
     * Sends {@code data} back to where {@code request} came from, and from the address that it was sent to.
     *
     * @throws ErrnoException as {@link #send(byte[], Endpoint)}
     */
    public void reply(Datagram request, byte[] data) throws ErrnoException {
        send(new Datagram(request.to(), request.from(), data.clone()));
    }

    private void send(Datagram datagram) throws ErrnoException {
        if (node.drops(datagram.from(), datagram.to())) {
            return;
        }
        Optional<UdpSocket> there = node.udpAt(datagram.from(), datagram.to());
        if (there.isPresent()) {
            there.get().deliver(datagram);
        } else if (remote != null) {
            synchronized (this) {
                refused = true;
            }
            waiters().wake();
        }
    }

    private void deliver(Datagram datagram) {
        Consumer<Datagram> mine = receiver;
        if (mine != null) {
            mine.accept(datagram);
            return;
        }
        synchronized (this) {
            int length = datagram.data().length;
            if (closed || waiting.size() >= MAX_WAITING || bytes + length > MAX_BYTES) {
                return;
            }
            waiting.add(datagram);
            bytes += length;
        }
        waiters().wake();
    }

    /** Whether a datagram from {@code from} to {@code to} is for this socket, and how well it fits; 0 if not at all. */
    int fit(Endpoint from, Endpoint to) {
        boolean sameFamily = local.address().getClass() == to.address().getClass();
        boolean any = local.address().isAnyLocalAddress();
        if (closed || local.port() != to.port() || !any && !local.address().equals(to.address())) {
            return 0;
        }
        if (any && !sameFamily || remote != null && !remote.equals(from)) {
            return 0;
        }
        return 1 + (any ? 0 : 1) + (remote == null ? 0 : 2);
    }

    /**
     * The oldest datagram that waits, if any.
     *
     * @throws ErrnoException {@code ECONNREFUSED} once after one was sent to a closed port of the connected peer
     */
    public Optional<Datagram> receive() throws ErrnoException {
        synchronized (this) {
            Datagram next = waiting.poll();
            if (next != null) {
                bytes -= next.data().length;
                return Optional.of(next);
            }
        }
        tellRefusal();
        return Optional.empty();
    }

    private synchronized void tellRefusal() throws ErrnoException {
        if (refused) {
            refused = false;
            throw new ErrnoException(Errno.ECONNREFUSED);
        }
    }

    @Override
    public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        Optional<Datagram> next = receive();
        if (next.isEmpty()) {
            return closed ? END : NOT_NOW;
        }
        int n = Math.min(length, next.get().data().length);
        System.arraycopy(next.get().data(), 0, buffer, offset, n);
        return n;
    }

    @Override
    public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
        byte[] data = new byte[length];
        System.arraycopy(buffer, offset, data, 0, length);
        send(data);
        return length;
    }

    @Override
    public synchronized boolean readable() {
        return !waiting.isEmpty() || refused || closed;
    }

    @Override
    protected void closed() {
        closed = true;
        node.remove(this);
    }
}
