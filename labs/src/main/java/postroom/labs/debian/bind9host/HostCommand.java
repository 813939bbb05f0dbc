package postroom.labs.debian.bind9host;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postroom.labs.debian.bind9libs.MessageText;
import postroom.labs.debian.bind9libs.RecordLine;
import postroom.labs.debian.bind9libs.Servers;
import postroom.labs.debian.bind9libs.Transport;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Dns;
import postroom.labs.host.NameService;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** {@code host(1)}: looks names and addresses up and says in a sentence what they are. */
public final class HostCommand extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt("46AaCc:dilm:N:p:R:rsTt:UVvW:w");

    /** The programs of package bind9-host. */
    public static final Map<String, Program> PROGRAMS = Map.of("bind9-host/host", new HostCommand());

    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(DnsType.A, "has address"),
            Map.entry(DnsType.NS, "name server"),
            Map.entry(DnsType.CNAME, "is an alias for"),
            Map.entry(DnsType.PTR, "domain name pointer"),
            Map.entry(DnsType.HINFO, "host information"),
            Map.entry(DnsType.MX, "mail is handled by"),
            Map.entry(DnsType.TXT, "descriptive text"),
            Map.entry(DnsType.AAAA, "has IPv6 address"));

    private HostCommand() {
        super(OPTIONS);
    }

    @Override
    protected void complain(Process process, String complaint) throws IOException {
        if (complaint.contains("unrecognized option")) { // the long options are unknown to getopt(3)
            super.complain(process, "host: illegal option -- -");
            return;
        }
        String message = complaint.replace("invalid option", "illegal option").replaceFirst("'(.)'$", "$1");
        super.complain(process, message.replaceFirst("^[^:]*/", ""));
    }

    @Override
    protected int misused(Process process) throws IOException {
        return usage(process);
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.err().println("host 9.18.49-1~deb12u3-Debian");
            return 0;
        }
        if (parsed.operands().isEmpty()) {
            return usage(process);
        }
        if (parsed.has("4") && parsed.has("6")) {
            process.err().println("host: only one of -4 and -6 allowed");
            return 1;
        }
        return new Run(process, parsed).run();
    }

    private static int usage(Process process) throws IOException {
        process.err().print(HelpText.of("bind9-host/host"));
        return 1;
    }

    /** One call. */
    private static final class Run {
        private final Process process;
        private final Getopt.Parsed options;
        private final boolean verbose;
        private final String given;
        private int type = DnsType.A;
        private boolean typeSet;
        private int dnsClass = DnsType.IN;
        private boolean saysServer;
        private boolean failed;

        Run(Process process, Getopt.Parsed options) {
            this.process = process;
            this.options = options;
            this.verbose = options.has("v") || options.has("d") || options.has("a") || options.has("A");
            this.given = options.operands().get(0);
        }

        int run() throws IOException {
            if (!types()) {
                return 2;
            }
            List<Transport.Server> servers;
            String port = options.value("p", "53");
            int number = port.matches("[0-9]{1,9}") ? Integer.parseInt(port) & 0xFFFF : 0;
            int family = options.has("4") ? 4 : options.has("6") ? 16 : 0;
            try {
                if (options.operands().size() > 1) {
                    servers = Servers.named(process, options.operands().get(1), number, family);
                    saysServer = true;
                } else {
                    servers = Servers.usual(process, number, family);
                }
            } catch (Servers.Unknown unknown) {
                process.err().println("host: " + unknown.getMessage());
                return 1;
            }
            Optional<InetAddress> address = Numeric.strict(given);
            if (address.isPresent()) {
                look(List.of(DnsName.reverse(address.get())), DnsType.PTR, servers);
                return failed ? 1 : 0;
            }
            Optional<String> canonical = look(names(), type, servers);
            if (!typeSet && canonical.isPresent()) {
                look(List.of(canonical.get()), DnsType.AAAA, servers);
                look(List.of(canonical.get()), DnsType.MX, servers);
            }
            return failed ? 1 : 0;
        }

        private boolean types() throws IOException {
            if (options.has("a") || options.has("A")) {
                type = DnsType.ANY;
                typeSet = true;
            }
            if (options.has("l")) {
                type = DnsType.AXFR;
                typeSet = true;
            }
            if (options.has("C")) {
                type = DnsType.NS;
                typeSet = true;
            }
            if (options.has("t")) {
                String name = options.value("t", "");
                OptionalInt wanted = DnsType.number(name.startsWith("ixfr=") ? "ixfr" : name);
                if (wanted.isEmpty()) {
                    process.err().println("host: invalid type: " + name);
                    process.err().println("");
                    return false;
                }
                type = wanted.getAsInt();
                typeSet = true;
            }
            if (options.has("c")) {
                OptionalInt wanted = DnsType.classNumber(options.value("c", ""));
                if (wanted.isEmpty()) {
                    process.err().println("host: invalid class: " + options.value("c", ""));
                    process.err().println("");
                    return false;
                }
                dnsClass = wanted.getAsInt();
            }
            return true;
        }

        private List<String> names() {
            NameService by = NameService.of(process.host());
            String ndots = options.value("N", "");
            NameService with = ndots.matches("[0-9]{1,2}")
                    ? new NameService(by.order(), by.hosts(), by.servers(), by.search(), Integer.parseInt(ndots), 5, 2)
                    : by;
            return Dns.candidates(given, with);
        }

        private Transport.Manner manner(int wanted) {
            boolean tcp = options.has("T") || wanted == DnsType.AXFR || wanted == DnsType.IXFR;
            String retries = options.value("R", "2");
            String wait = options.value("W", "5");
            return new Transport.Manner(
                    tcp && !options.has("U"),
                    retries.matches("[1-9][0-9]?") ? Integer.parseInt(retries) : 2,
                    Duration.ofSeconds(wait.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(wait) : 5),
                    null,
                    false,
                    options.has("s"));
        }

        /** Looks the first of the names up that is there; gives the one that aliases led to, unless it failed. */
        private Optional<String> look(List<String> names, int wanted, List<Transport.Server> servers)
                throws IOException {
            Transport transport = new Transport(process, () -> {});
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                try {
                    DnsMessage query = DnsMessage.query(process.host().random().nextInt(65_536), name, wanted);
                    query.question(new DnsMessage.Question(DnsName.absolute(name), wanted, dnsClass));
                    query.recursionDesired = !options.has("r");
                    query.encode();
                    boolean transfer = wanted == DnsType.AXFR && !options.has("l");
                    if (verbose || transfer) {
                        process.out().println("Trying \"" + DnsName.relative(name) + "\"");
                    }
                    Optional<Transport.Reply> reply = transport.send(query, servers, manner(wanted));
                    if (reply.isEmpty()) {
                        failed = true;
                        return Optional.empty();
                    }
                    boolean next = i < names.size() - 1 && reply.get().message().code == DnsType.NXDOMAIN;
                    if (!next) {
                        return show(reply.get(), name, wanted);
                    }
                } catch (DnsFormatException noName) {
                    process.err().println("host: '" + given + "' is not a legal name (" + noName.getMessage() + ")");
                    failed = true;
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private Optional<String> show(Transport.Reply reply, String name, int wanted) throws IOException {
            if (saysServer) {
                process.out().println("Using domain server:");
                process.out().println("Name: " + reply.server().given());
                process.out().println("Address: " + reply.server().text());
                process.out().println("Aliases: ");
                process.out().println("");
                saysServer = false;
            }
            DnsMessage message = reply.message();
            Optional<String> canonical = Optional.empty();
            if (message.code != DnsType.NOERROR) {
                failed = true;
                boolean asGiven = message.code == DnsType.NXDOMAIN
                        && Numeric.strict(given).isEmpty();
                if (!options.has("C")) {
                    process.out()
                            .println("Host " + (asGiven ? DnsName.relative(given) : DnsName.relative(name))
                                    + " not found: " + message.code + "(" + DnsType.code(message.code) + ")");
                }
            } else {
                canonical = Optional.of(canonical(message, name));
                if (verbose) {
                    Set<String> all = Set.of("question", "answer", "authority", "additional");
                    new MessageText(process.out(), all, true, RecordLine.PLAIN).print(message);
                } else {
                    sentences(message, name, wanted);
                }
            }
            if (verbose) {
                process.out()
                        .println("Received " + reply.size() + " bytes from "
                                + reply.server().text() + " in " + reply.millis() + " ms");
            }
            if (wanted == DnsType.AXFR && message.answers().isEmpty()) {
                process.out().println("; Transfer failed.");
            }
            failed |= options.has("C") && message.answers().isEmpty();
            return canonical;
        }

        private static String canonical(DnsMessage message, String name) {
            String at = name;
            for (DnsRecord each : message.answers()) {
                if (each.type() == DnsType.CNAME && DnsName.key(each.name()).equals(DnsName.key(at))) {
                    at = each.target().orElse(at);
                }
            }
            return at;
        }

        private void sentences(DnsMessage message, String name, int wanted) throws IOException {
            List<String> lines = new ArrayList<>();
            for (DnsRecord each : message.answers()) {
                String phrase = PHRASES.getOrDefault(each.type(), "has " + DnsType.name(each.type()) + " record");
                lines.add(DnsName.relative(each.name()) + " " + phrase + " " + each.text());
            }
            for (String each : lines) {
                process.out().println(each);
            }
            if (lines.isEmpty() && typeSet && wanted != DnsType.AXFR && !options.has("C")) {
                process.out().println(DnsName.relative(name) + " has no " + DnsType.name(wanted) + " record");
            }
        }
    }
}
