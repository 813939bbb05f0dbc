package postroom.labs.debian.bind9libs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Datagram;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;
import postroom.labs.net.UdpSocket;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RecordText;

/** Sends a lookup to servers until one answers, and says what goes wrong with them ({@code dighost.c}). */
public final class Transport {
    /**
     * A server.
     *
     * @param given the name or number by which it was given
     */
    public record Server(InetAddress address, int port, String given) {
        /** {@code 127.0.0.1#53}. */
        public String text() {
            return RecordText.address(address) + "#" + port;
        }
    }

    /** An answer, who gave it and how. */
    public record Reply(DnsMessage message, int size, Server server, boolean tcp, long millis) {}

    /** Says that no server answers; before that, some programs have more to say. */
    public interface Failure {
        /** Called before {@code no servers could be reached} is printed. */
        void say() throws IOException;
    }

    private static final long UNNOTICED = 20;

    private final Process process;
    private final Failure failure;

    /** @param failure is told before the last word */
    public Transport(Process process, Failure failure) {
        this.process = process;
        this.failure = failure;
    }

    /** How it is asked: over TCP, how often, how long, from where (null: anywhere). */
    public record Manner(
            boolean tcp, int tries, Duration patience, InetAddress source, boolean ignoresTruncation, boolean stops) {}

    /** The answer of the first server that gives one; empty after {@code no servers could be reached}. */
    public Optional<Reply> send(DnsMessage query, List<Server> servers, Manner manner)
            throws IOException, DnsFormatException {
        byte[] bytes = query.encode();
        String name =
                DnsName.relative(query.question().map(DnsMessage.Question::name).orElse("."));
        int tries = manner.tries();
        Optional<Reply> last = Optional.empty();
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            boolean more = i + 1 < servers.size();
            boolean set = true;
            while (set) {
                Attempt attempt = manner.tcp() ? tcp(bytes, query, server, manner) : udp(bytes, query, server, manner);
                if (attempt.reply != null) {
                    if (attempt.reply.message().code == DnsType.SERVFAIL && more && !manner.stops()) {
                        last = Optional.of(attempt.reply);
                        break;
                    }
                    return Optional.of(attempt.reply);
                }
                boolean again = tries > 1;
                if (attempt.setup != null) {
                    say(attempt.setup + " " + server.text() + "(" + server.given() + ") for " + name + " failed: "
                            + attempt.error + ".");
                    if (!more) {
                        process.out().println(";; no servers could be reached");
                    }
                } else {
                    say("communications error to " + server.text() + ": " + attempt.error);
                }
                tries = Math.max(1, tries - 1);
                set = again;
                if (!again && !more && attempt.setup == null && last.isEmpty()) {
                    failure.say();
                    process.out().println(";; no servers could be reached");
                }
            }
        }
        return last;
    }

    private void say(String text) throws IOException {
        process.out().println(";; " + text);
        process.out().flush();
    }

    /** @param setup what could not even begin: {@code UDP setup with} or {@code Connection to}; null otherwise */
    private record Attempt(Reply reply, String error, String setup) {}

    private static String words(ErrnoException e) {
        return switch (e.errno()) {
            case ECONNREFUSED -> "connection refused";
            case ENETUNREACH -> "network unreachable";
            case EHOSTUNREACH -> "host unreachable";
            case EADDRNOTAVAIL -> "address not available";
            case ECONNRESET -> "connection reset";
            case ETIMEDOUT -> "timed out";
            default -> e.getMessage();
        };
    }

    private Attempt udp(byte[] bytes, DnsMessage query, Server server, Manner manner)
            throws IOException, DnsFormatException {
        UdpSocket socket = null;
        try {
            InetAddress any = Network.address(server.address().getAddress().length == 4 ? "0.0.0.0" : "::");
            socket = process.host().node().udp(manner.source() == null ? any : manner.source(), 0, process.pid());
            socket.connect(new Endpoint(server.address(), server.port()));
        } catch (ErrnoException e) {
            close(socket);
            return new Attempt(null, words(e), "UDP setup with");
        }
        try {
            long begun = process.host().clock().millis();
            socket.send(bytes);
            while (socket.readable() || process.poll(manner.patience(), socket)) {
                Optional<Datagram> got = socket.receive();
                Optional<DnsMessage> reply =
                        got.isEmpty() ? got.map(it -> query) : read(got.get().data(), query);
                if (reply.isPresent()) {
                    if (reply.get().truncated && !manner.ignoresTruncation()) {
                        process.out().println(";; Truncated, retrying in TCP mode.");
                        return tcp(bytes, query, server, manner);
                    }
                    long took = elapsed(begun);
                    return new Attempt(
                            new Reply(reply.get(), got.get().data().length, server, false, took), null, null);
                }
            }
            return new Attempt(null, "timed out", null);
        } catch (ErrnoException e) {
            return new Attempt(null, words(e), null);
        } finally {
            close(socket);
        }
    }

    /** The lab's network takes no time: what the machine needs in between is not told. */
    private long elapsed(long begun) {
        long millis = process.host().clock().millis() - begun;
        return millis < UNNOTICED ? 0 : millis;
    }

    private static void close(UdpSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }

    private static Optional<DnsMessage> read(byte[] data, DnsMessage query) {
        try {
            DnsMessage reply = DnsMessage.parse(data);
            return reply.id == query.id && reply.response ? Optional.of(reply) : Optional.empty();
        } catch (DnsFormatException garbage) {
            return Optional.empty();
        }
    }

    private Attempt tcp(byte[] bytes, DnsMessage query, Server server, Manner manner) throws IOException {
        Connection connection;
        try {
            connection = process.await(process.host().node().connect(server.address(), server.port()));
            connection.owner(process.pid());
        } catch (ErrnoException e) {
            return new Attempt(null, words(e), "Connection to");
        }
        long begun = process.host().clock().millis();
        try {
            byte[] framed = new byte[bytes.length + 2];
            framed[0] = (byte) (bytes.length >> 8);
            framed[1] = (byte) bytes.length;
            System.arraycopy(bytes, 0, framed, 2, bytes.length);
            process.write(connection, framed, 0, framed.length);
            byte[] answer = message(connection, manner.patience());
            Optional<DnsMessage> reply = read(answer, query);
            long took = elapsed(begun);
            return reply.isEmpty()
                    ? new Attempt(null, "end of file", null)
                    : new Attempt(new Reply(reply.get(), answer.length, server, true, took), null, null);
        } catch (ErrnoException e) {
            return new Attempt(null, e.errno() == Errno.EPIPE ? "end of file" : words(e), null);
        } finally {
            connection.close();
        }
    }

    private byte[] message(Connection connection, Duration patience) throws ErrnoException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (true) {
            byte[] all = in.toByteArray();
            int length = all.length < 2 ? Integer.MAX_VALUE : (all[0] & 0xFF) << 8 | all[1] & 0xFF;
            if (all.length >= 2 && all.length - 2 >= length) {
                byte[] message = new byte[length];
                System.arraycopy(all, 2, message, 0, length);
                return message;
            }
            if (!process.poll(patience, connection)) {
                throw new ErrnoException(Errno.ETIMEDOUT);
            }
            int n = process.read(connection, buffer, 0, buffer.length);
            if (n < 0) {
                throw new ErrnoException(Errno.EPIPE);
            }
            in.write(buffer, 0, n);
        }
    }
}
