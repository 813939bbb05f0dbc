package postroom.labs.debian.dnsmasqbase;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import postroom.labs.net.Endpoint;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RecordText;

/** What a query becomes: an answer from here, or one from another server. Holds no state but counters. */
final class Server {
    private static final int EDE = 15;
    private static final int NOT_READY = 14;
    private static final int PLAIN_SIZE = 512;

    private final Config config;
    private final Rules rules;
    private final Answerer answerer;
    private final Forwarder forwarder;
    private final Consumer<String> log;
    private final AtomicInteger forwarded;
    private final AtomicInteger answered;

    /** @param before the server whose counts go on; null for none */
    Server(
            Config config,
            HostTable hosts,
            Rules rules,
            String hostName,
            Forwarder forwarder,
            Consumer<String> log,
            Server before) {
        this.config = config;
        this.forwarded = before == null ? new AtomicInteger() : before.forwarded;
        this.answered = before == null ? new AtomicInteger() : before.answered;
        this.rules = rules;
        this.forwarder = forwarder;
        this.log = config.has("log-queries") ? log : line -> {};
        this.answerer = new Answerer(config, hosts, hostName, chaos(config), this.log);
    }

    private static Map<String, String> chaos(Config config) {
        return Map.of(
                "version.bind",
                "dnsmasq-" + Dnsmasq.VERSION,
                "authors.bind",
                "Simon Kelley",
                "copyright.bind",
                "Copyright (c) 2000-2024 Simon Kelley",
                "cachesize.bind",
                Integer.toString(config.cacheSize),
                "insertions.bind",
                "0",
                "evictions.bind",
                "0",
                "misses.bind",
                "0",
                "hits.bind",
                "0");
    }

    int forwarded() {
        return forwarded.get();
    }

    int answered() {
        return answered.get();
    }

    /**
     * Takes a message.
     *
     * @param tcp whether the answer may be longer than a datagram
     * @param reply gets the answer's bytes, if there will be one
     */
    void take(byte[] bytes, Endpoint client, boolean tcp, Consumer<byte[]> reply) {
        DnsMessage query;
        try {
            query = DnsMessage.parse(bytes);
        } catch (DnsFormatException garbage) {
            return;
        }
        if (query.response || query.question().isEmpty()) {
            return;
        }
        DnsMessage.Question question = query.question().get();
        log.accept("query[" + type(question.type()) + "] " + DnsName.relative(question.name()) + " from "
                + RecordText.address(client.address()));
        try {
            DnsMessage answer = query.reply();
            answer.recursionAvailable = true;
            answer.checkingDisabled = query.checkingDisabled;
            query.edns().ifPresent(it -> answer.edns(edns(it, List.of())));
            if (query.opcode == 0 && answerer.answer(question, answer)) {
                answered.incrementAndGet();
                reply.accept(encoded(answer, query, tcp));
            } else {
                elsewhere(query, answer, tcp, reply);
            }
        } catch (DnsFormatException tooLong) {
            log.accept("config error is SERVFAIL");
        }
    }

    private static String type(int type) {
        String name = DnsType.name(type);
        return name.startsWith("TYPE") ? "type=" + type : name;
    }

    private DnsMessage.Edns edns(DnsMessage.Edns asked, List<DnsMessage.Option> options) {
        return new DnsMessage.Edns(config.ednsMax, 0, asked.dnssec(), options);
    }

    private void elsewhere(DnsMessage query, DnsMessage answer, boolean tcp, Consumer<byte[]> reply)
            throws DnsFormatException {
        DnsMessage.Question question = query.question().orElseThrow();
        String name = DnsName.relative(question.name());
        List<Config.Rule> found = rules.find(question.name(), question.type());
        List<Endpoint> servers = new ArrayList<>();
        boolean standard = found.isEmpty() || found.stream().anyMatch(Config.Rule::standard);
        if (!standard && found.stream().anyMatch(it -> it.address() != null || it.any())) {
            answerer.literal(question, found, answer);
        } else if (!standard && found.stream().anyMatch(Config.Rule::isLocal)) {
            negative(answer, question);
        } else {
            found.forEach(it -> servers.add(it.server()));
            boolean plain = question.name().length() > 1 && name.indexOf('.') < 0;
            boolean address = question.type() == DnsType.A || question.type() == DnsType.AAAA;
            if (standard) {
                servers.clear();
                servers.addAll(rules.standard());
                if (config.has("domain-needed") && plain && address) {
                    servers.clear();
                    negative(answer, question);
                    notReady(answer, query);
                    reply(answer, query, tcp, reply);
                    return;
                }
            }
            if (servers.isEmpty()) {
                answer.code = DnsType.REFUSED;
                notReady(answer, query);
                log.accept("config error is REFUSED (EDE: not ready)");
            }
        }
        if (servers.isEmpty()) {
            reply(answer, query, tcp, reply);
        } else {
            forward(query, servers, tcp, reply);
        }
    }

    private void reply(DnsMessage answer, DnsMessage query, boolean tcp, Consumer<byte[]> reply)
            throws DnsFormatException {
        answered.incrementAndGet();
        reply.accept(encoded(answer, query, tcp));
    }

    private void negative(DnsMessage answer, DnsMessage.Question question) {
        boolean known = answerer.knows(question.name());
        answer.code = known ? DnsType.NOERROR : DnsType.NXDOMAIN;
        String what = switch (question.type()) {
            case DnsType.A -> "NODATA-IPv4";
            case DnsType.AAAA -> "NODATA-IPv6";
            default -> "NODATA";
        };
        log.accept("config " + DnsName.relative(question.name()) + " is " + (known ? what : "NXDOMAIN"));
    }

    private void notReady(DnsMessage answer, DnsMessage query) {
        query.edns()
                .ifPresent(it -> answer.edns(edns(it, List.of(new DnsMessage.Option(EDE, new byte[] {0, NOT_READY})))));
    }

    private void forward(DnsMessage query, List<Endpoint> servers, boolean tcp, Consumer<byte[]> reply) {
        forwarded.incrementAndGet();
        boolean[] done = {false};
        String name = DnsName.relative(query.question().orElseThrow().name());
        for (Endpoint server : servers) {
            if (!forwarder.isWaiting(query, server)) {
                log.accept("forwarded " + name + " to " + text(server));
            }
            forwarder.ask(query, server, answer -> {
                if (!done[0]) {
                    done[0] = true;
                    answer.recursionAvailable = true;
                    report(answer, name);
                    send(answer, query, tcp, reply);
                }
            });
            if (done[0]) {
                return;
            }
        }
    }

    private void send(DnsMessage answer, DnsMessage query, boolean tcp, Consumer<byte[]> reply) {
        try {
            reply.accept(encoded(answer, query, tcp));
        } catch (DnsFormatException broken) {
            log.accept("reply error is SERVFAIL");
        }
    }

    /** {@code 127.0.0.9}, or {@code 127.0.0.9#5353} where the port is not the usual one. */
    static String text(Endpoint server) {
        return RecordText.address(server.address()) + (server.port() == 53 ? "" : "#" + server.port());
    }

    private void report(DnsMessage answer, String name) {
        if (answer.code != DnsType.NOERROR && answer.code != DnsType.NXDOMAIN) {
            log.accept("reply error is " + DnsType.code(answer.code));
            return;
        }
        for (DnsRecord each : answer.answers()) {
            String what = switch (each.type()) {
                case DnsType.A, DnsType.AAAA -> each.text();
                case DnsType.TXT -> text(each);
                case DnsType.PTR -> DnsName.relative(each.text());
                default -> "<" + DnsType.name(each.type()) + ">";
            };
            log.accept("reply " + DnsName.relative(each.name()) + " is " + what);
        }
        if (answer.answers().isEmpty()) {
            log.accept("reply " + name + " is " + (answer.code == DnsType.NXDOMAIN ? "NXDOMAIN" : "NODATA"));
        }
    }

    private static String text(DnsRecord record) {
        byte[] data = record.data();
        int length = data.length == 0 ? 0 : Math.min(data[0] & 0xFF, data.length - 1);
        return new String(data, Math.min(1, data.length), length, StandardCharsets.UTF_8);
    }

    private byte[] encoded(DnsMessage answer, DnsMessage query, boolean tcp) throws DnsFormatException {
        byte[] bytes = answer.encode();
        int most = query.edns()
                .map(it -> Math.min(config.ednsMax, Math.max(PLAIN_SIZE, it.size())))
                .orElse(PLAIN_SIZE);
        if (tcp || bytes.length <= most) {
            return bytes;
        }
        answer.truncated = true;
        answer.answers().clear();
        answer.authority().clear();
        answer.additional().clear();
        return answer.encode();
    }
}
