package postroom.labs.debian.bind9dnsutils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.bind9libs.MessageText;
import postroom.labs.debian.bind9libs.RecordLine;
import postroom.labs.debian.bind9libs.Servers;
import postroom.labs.debian.bind9libs.Transport;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Dns;
import postroom.labs.host.Exit;
import postroom.labs.host.NameService;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** {@code dig(1)}: asks name servers and shows everything that they answer. */
public final class Dig implements Program {
    /** The programs of package bind9-dnsutils. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("bind9-dnsutils/dig", new Dig(), "bind9-dnsutils/nslookup", new Nslookup());

    static final String VERSION = "9.18.49-1~deb12u3-Debian";
    private static final int NO_SERVERS = 9;
    private static final int INTERNAL = 10;
    private static final int NO_BATCH = 8;
    private static final int MAX_BATCH = 1 << 20;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

    @Override
    public int run(Process process) throws IOException {
        DigCommandLine line = new DigCommandLine();
        try {
            line.read(process.arguments());
        } catch (DigOptions.Failure failure) {
            for (String each : failure.lines()) {
                process.err().println(each);
            }
            throw failure.exit();
        }
        for (String each : line.remarks()) {
            (each.startsWith(";; Couldn't") ? process.out() : process.err()).println(each);
        }
        process.out().flush();
        if (line.invalid() != null) {
            process.err().println("Invalid option: " + line.invalid());
            process.err().print(HelpText.of("bind9-dnsutils/dig-short"));
            return 1;
        }
        if (line.help()) {
            process.out().print(HelpText.of("bind9-dnsutils/dig"));
            return 0;
        }
        if (line.version()) {
            process.out().println("DiG " + VERSION);
            return 0;
        }
        if (line.batch() != null) {
            return batch(process, line);
        }
        return all(process, line, process.arguments(), false);
    }

    private static int batch(Process process, DigCommandLine options) throws IOException {
        String text;
        try {
            byte[] bytes = options.batch().equals("-")
                    ? process.in().readNBytes(MAX_BATCH)
                    : process.files().readAll(options.batch());
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (ErrnoException e) {
            process.err().println(options.batch() + ": " + e.getMessage());
            process.err().println("dig: couldn't open specified batch file");
            return NO_BATCH;
        }
        int status = 0;
        boolean brief = options.lookupsOrCommon().stream().anyMatch(it -> it.has("short"));
        for (String each : text.split("\n")) {
            process.step();
            if (!each.isBlank() && !each.startsWith(";") && !each.startsWith("#")) {
                List<String> words = List.of(each.strip().split("\\s+"));
                DigCommandLine line = DigCommandLine.after(options);
                try {
                    line.read(words);
                } catch (DigOptions.Failure failure) {
                    throw failure.exit();
                }
                if (line.invalid() == null) {
                    brief |= line.lookups().stream().anyMatch(it -> it.has("short"));
                    status = Math.max(status, all(process, line, words, brief));
                }
            }
        }
        return status;
    }

    private static int all(Process process, DigCommandLine line, List<String> words, boolean always)
            throws IOException {
        int status = 0;
        boolean first = true;
        List<Lookup> lookups = line.lookups();
        boolean brief = always || lookups.stream().anyMatch(it -> it.has("short"));
        boolean onSuccess = lookups.get(lookups.size() - 1).has("cmd")
                && lookups.get(0).has("cmd")
                && !brief
                && !lookups.get(0).has("yaml");
        for (Lookup each : lookups) {
            each.set("short", brief); // of all that are asked for, as in dig.c
            One one = new One(process, each, first && line.greets() && !always ? words : null, onSuccess);
            status = Math.max(status, one.run());
            first = false;
        }
        return status;
    }

    /** One lookup. */
    private static final class One {
        private final Process process;
        private final Lookup lookup;
        private final boolean greetsOnSuccess;
        private List<String> greeting;
        private int serversFound;

        One(Process process, Lookup lookup, List<String> greeting, boolean greetsOnSuccess) {
            this.process = process;
            this.lookup = lookup;
            this.greeting = greeting;
            this.greetsOnSuccess = greetsOnSuccess;
        }

        int run() throws IOException {
            List<Transport.Server> servers;
            try {
                servers = servers();
            } catch (Servers.Unknown unknown) {
                process.err().println("dig: " + unknown.getMessage());
                return 1;
            }
            Transport transport = new Transport(process, this::greet);
            List<String> names = names();
            try {
                for (int i = 0; i < names.size(); i++) {
                    DnsMessage query = query(names.get(i));
                    if (lookup.has("qr")) {
                        greetOnSuccess();
                        sending(query);
                    }
                    Optional<Transport.Reply> reply = transport.send(query, servers, manner());
                    if (reply.isEmpty()) {
                        return NO_SERVERS;
                    }
                    if (lookup.has("trace")) {
                        trace(reply.get());
                        return 0;
                    }
                    boolean missing = reply.get().message().code == DnsType.NXDOMAIN
                            || reply.get().message().answers().isEmpty();
                    boolean last = !missing || i == names.size() - 1;
                    if (last || lookup.has("showsearch")) {
                        List<String> again = greeting;
                        show(reply.get());
                        greeting = again;
                    }
                    if (last) {
                        return 0;
                    }
                }
            } catch (DnsFormatException noName) {
                process.out().flush();
                process.err().println("dig: '" + lookup.name + "' is not a legal name (" + noName.getMessage() + ")");
                throw new Exit(INTERNAL);
            }
            return 0;
        }

        /** What is asked for: with a search list, the name in each of its domains. */
        private List<String> names() {
            if (lookup.has("trace")) {
                return List.of(".");
            }
            if (!lookup.has("search")) {
                return List.of(DnsName.absolute(lookup.name));
            }
            NameService by = NameService.of(process.host());
            String domain = lookup.values.get("domain");
            NameService with = domain == null
                    ? by
                    : new NameService(
                            by.order(),
                            by.hosts(),
                            by.servers(),
                            List.of(domain),
                            by.ndots(),
                            by.timeout(),
                            by.attempts());
            return Dns.candidates(lookup.name, with);
        }

        /** The first step from the root, which is all that a server without a way to the root tells. */
        private void trace(Transport.Reply reply) throws IOException {
            greetOnSuccess();
            RecordLine line = RecordLine.PLAIN;
            for (DnsRecord each : reply.message().answers()) {
                process.out().println(line.of(each));
            }
            process.out()
                    .println(";; Received " + reply.size() + " bytes from "
                            + reply.server().text() + "(" + reply.server().given() + ") in " + reply.millis()
                            + " ms");
            process.out().println("");
        }

        private List<Transport.Server> servers() throws Servers.Unknown {
            if (lookup.server == null) {
                return Servers.usual(process, lookup.port, lookup.family);
            }
            List<Transport.Server> named;
            try {
                named = Servers.named(process, lookup.server, lookup.port, lookup.family);
            } catch (Servers.Unknown other) {
                if (lookup.family == 0
                        || Servers.named(process, lookup.server, lookup.port, 0).isEmpty()) {
                    throw other;
                }
                String loopback = lookup.family == 4 ? "127.0.0.1" : "::1";
                named = List.of(
                        new Transport.Server(postroom.labs.net.Network.address(loopback), lookup.port, lookup.server));
            }
            serversFound = lookup.globalServer ? named.size() : 0;
            return named;
        }

        private DnsMessage query(String name) {
            int wanted = lookup.has("trace") ? DnsType.NS : lookup.type;
            int id = lookup.number("qid", process.host().random().nextInt(65_536));
            DnsMessage query = DnsMessage.query(id, name, wanted);
            query.question(new DnsMessage.Question(DnsName.absolute(name), wanted, lookup.dnsClass));
            query.recursionDesired = lookup.has("recurse");
            query.authentic = lookup.has("adflag");
            query.checkingDisabled = lookup.has("cdflag");
            query.authoritative = lookup.has("aaflag");
            query.reserved = lookup.has("zflag");
            if (lookup.has("edns")) {
                List<DnsMessage.Option> options = new ArrayList<>();
                if (lookup.has("nsid")) {
                    options.add(new DnsMessage.Option(3, new byte[0]));
                }
                if (lookup.has("cookie")) {
                    byte[] cookie = new byte[8];
                    process.host().random().nextBytes(cookie);
                    options.add(new DnsMessage.Option(10, cookie));
                }
                query.edns(new DnsMessage.Edns(
                        lookup.number("bufsize", 1232), lookup.number("edns", 0), lookup.has("dnssec"), options));
            }
            return query;
        }

        private Transport.Manner manner() {
            int tries = lookup.values.containsKey("retry")
                    ? lookup.number("retry", 2) + 1
                    : Math.max(1, lookup.number("tries", 3));
            Duration patience = Duration.ofSeconds(Math.max(1, lookup.number("timeout", lookup.tcp() ? 10 : 5)));
            return new Transport.Manner(
                    lookup.tcp(), tries, patience, lookup.source, lookup.has("ignore"), !lookup.has("fail"));
        }

        private void greetOnSuccess() throws IOException {
            if (greetsOnSuccess) {
                greet();
            }
        }

        private void greet() throws IOException {
            if (greeting == null) {
                return;
            }
            String words = greeting.isEmpty() ? "" : " " + String.join(" ", greeting);
            process.out().println("");
            process.out().println("; <<>> DiG " + VERSION + " <<>>" + words);
            if (serversFound > 0) {
                process.out().println("; (" + serversFound + " server" + (serversFound > 1 ? "s" : "") + " found)");
            }
            process.out().println(";; global options:" + (lookup.has("nssearch") ? " +short" : "") + " +cmd");
            greeting = null;
        }

        private MessageText text() throws IOException {
            Set<String> sections = new HashSet<>();
            for (String each : List.of("question", "answer", "authority", "additional")) {
                if (lookup.has(each)) {
                    sections.add(each);
                }
            }
            RecordLine line = new RecordLine(
                    lookup.has("ttlid"),
                    lookup.has("class"),
                    lookup.has("multiline"),
                    lookup.has("ttlunits"),
                    lookup.has("unknownformat"));
            return new MessageText(process.out(), sections, lookup.has("comments"), line);
        }

        private void sending(DnsMessage query) throws IOException, DnsFormatException {
            if (lookup.has("comments")) {
                process.out().println(";; Sending:");
            }
            text().print(query);
            if (lookup.has("stats")) {
                process.out().println(";; QUERY SIZE: " + query.encode().length);
                process.out().println("");
            }
        }

        private void show(Transport.Reply reply) throws IOException {
            greetOnSuccess();
            DnsMessage message = reply.message();
            if (lookup.has("nssearch")) {
                return;
            }
            if ((lookup.type == DnsType.AXFR || lookup.type == DnsType.IXFR)
                    && message.answers().isEmpty()) {
                process.out().println("; Transfer failed.");
                return;
            }
            if (lookup.has("short")) {
                for (DnsRecord each : message.answers()) {
                    String by = lookup.has("identify")
                            ? " from server " + reply.server().given() + " in " + reply.millis() + " ms."
                            : "";
                    process.out().println(each.text() + by);
                }
                return;
            }
            if (lookup.has("yaml")) {
                new Yaml(process).print(reply);
                return;
            }
            if (lookup.has("comments")) {
                process.out().println(";; Got answer:");
            }
            text().print(message);
            if (lookup.has("stats")) {
                process.out().println(";; Query time: " + reply.millis() + " msec");
                process.out()
                        .println(";; SERVER: " + reply.server().text() + "("
                                + reply.server().given() + ") (" + (reply.tcp() ? "TCP" : "UDP") + ")");
                process.out()
                        .println(";; WHEN: "
                                + WHEN.format(process.host().clock().instant().atZone(ZoneOffset.UTC)));
                process.out().println(";; MSG SIZE  rcvd: " + reply.size());
                process.out().println("");
            } else if (lookup.has("identify")) {
                process.out()
                        .println(";; Received " + reply.size() + " bytes from "
                                + reply.server().text() + "(" + reply.server().given() + ") in " + reply.millis()
                                + " ms");
                process.out().println("");
            }
        }
    }
}
