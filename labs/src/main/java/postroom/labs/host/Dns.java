package postroom.labs.host;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Datagram;
import postroom.labs.net.Endpoint;
import postroom.labs.net.Network;
import postroom.labs.net.UdpSocket;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/**
 * The stub resolver of the C library ({@code resolver(3)}): asks the servers of {@code /etc/resolv.conf} one after the
 * other, over the lab's network.
 *
 * <p>A process waits for an answer. A daemon lives where nobody may wait: what answers in this lab answers before
 * {@code send} returns, and a server that does not is silent for it at once.
 */
public final class Dns {
    private static final int PORT = 53;
    private static final int EDNS_SIZE = 4096;

    private final Host host;
    private final Process process;

    /** For a daemon. */
    public Dns(Host host) {
        this.host = host;
        this.process = null;
    }

    /** For a program. */
    public Dns(Process process) {
        this.host = process.host();
        this.process = process;
    }

    /** How a question ended ({@code h_errno}). */
    public enum Outcome {
        FOUND,
        NO_DATA,
        NO_NAME,
        TRY_AGAIN
    }

    /**
     * An answer.
     *
     * @param name where aliases led to: the owner of the records, without the final dot
     * @param records those of the type that was asked for
     */
    public record Answer(Outcome outcome, String name, List<DnsRecord> records) {
        /** True if there are records. */
        public boolean found() {
            return outcome == Outcome.FOUND;
        }
    }

    /** The names under which a name is tried, by the search list ({@code resolv.conf(5)}); all absolute. */
    public static List<String> candidates(String name, NameService by) {
        if (name.endsWith(".")) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>();
        by.search().forEach(domain -> all.add(DnsName.absolute(name + "." + domain)));
        long dots = name.chars().filter(c -> c == '.').count();
        all.add(dots >= by.ndots() ? 0 : all.size(), name + ".");
        return all;
    }

    /** Asks for one type of a name as it is ({@code res_query(3)}). */
    public Answer query(String name, int type) {
        return query(name, type, NameService.of(host));
    }

    Answer query(String name, int type, NameService by) {
        DnsMessage question = DnsMessage.query(host.random().nextInt(65_536), name, type);
        question.edns(new DnsMessage.Edns(EDNS_SIZE, 0, false, List.of()));
        byte[] bytes;
        try {
            bytes = question.encode();
        } catch (DnsFormatException noName) {
            return new Answer(Outcome.NO_NAME, name, List.of());
        }
        for (int round = 0; round < by.attempts(); round++) {
            for (InetAddress server : by.servers()) {
                Optional<DnsMessage> reply = ask(bytes, question.id, server, by.timeout());
                if (reply.isPresent() && isFinal(reply.get())) {
                    return read(reply.get(), DnsName.relative(name), type);
                }
            }
        }
        return new Answer(Outcome.TRY_AGAIN, DnsName.relative(name), List.of());
    }

    private static boolean isFinal(DnsMessage reply) {
        return reply.code == DnsType.NOERROR || reply.code == DnsType.NXDOMAIN;
    }

    private Optional<DnsMessage> ask(byte[] question, int id, InetAddress server, int seconds) {
        UdpSocket socket = null;
        try {
            socket = host.node().udp(any(server), 0, process == null ? 0 : process.pid());
            socket.connect(new Endpoint(server, PORT));
            socket.send(question);
            if (!socket.readable() && process != null) {
                process.poll(Duration.ofSeconds(seconds), socket);
            }
            Optional<Datagram> got = socket.receive();
            if (got.isEmpty()) {
                return Optional.empty();
            }
            DnsMessage reply = DnsMessage.parse(got.get().data());
            return reply.id == id && reply.response ? Optional.of(reply) : Optional.empty();
        } catch (ErrnoException | DnsFormatException unusable) {
            return Optional.empty();
        } finally {
            if (socket != null) {
                socket.close();
            }
        }
    }

    private static InetAddress any(InetAddress server) {
        return Network.address(server.getAddress().length == 4 ? "0.0.0.0" : "::");
    }

    private static Answer read(DnsMessage reply, String asked, int type) {
        String name = DnsName.key(asked);
        String shown = asked;
        for (DnsRecord each : reply.answers()) {
            if (each.type() == DnsType.CNAME
                    && type != DnsType.CNAME
                    && DnsName.key(each.name()).equals(name)) {
                shown = DnsName.relative(each.target().orElse(shown));
                name = DnsName.key(shown);
            }
        }
        List<DnsRecord> records = new ArrayList<>();
        for (DnsRecord each : reply.answers()) {
            if (each.type() == type && DnsName.key(each.name()).equals(name)) {
                records.add(each);
            }
        }
        if (!records.isEmpty()) {
            return new Answer(Outcome.FOUND, shown, records);
        }
        return new Answer(reply.code == DnsType.NXDOMAIN ? Outcome.NO_NAME : Outcome.NO_DATA, shown, records);
    }
}
