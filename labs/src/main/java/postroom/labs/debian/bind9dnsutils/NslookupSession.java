package postroom.labs.debian.bind9dnsutils;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import postroom.labs.debian.bind9libs.Servers;
import postroom.labs.debian.bind9libs.Transport;
import postroom.labs.host.Dns;
import postroom.labs.host.Exit;
import postroom.labs.host.NameService;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.net.dns.DnsFormatException;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;

/** What is set in a run of nslookup, and what its commands do. */
final class NslookupSession {
    private static final List<String> NOT_THERE = List.of("ls", "finger", "root", "view");
    private static final int MAX_LINE = 1024;

    private final Process process;
    private List<Transport.Server> servers;
    private String serverName;
    private String typeName = "A";
    private int type = DnsType.A;
    private boolean typeSet;
    private String className = "IN";
    private int dnsClass = DnsType.IN;
    private int port = 53;
    private int timeout;
    private int retry = 3;
    private int ndots = 1;
    private boolean tcp;
    private boolean debug;
    private boolean debug2;
    private boolean search = true;
    private boolean recurse = true;
    private boolean failed;
    private boolean unreached;
    private boolean answered;
    private List<String> domains;

    NslookupSession(Process process) {
        this.process = process;
    }

    int status() {
        return failed || !answered ? 1 : 0;
    }

    /** A server without an address: nothing goes on then. */
    private Exit fatal(Servers.Unknown unknown) throws IOException {
        process.out().flush();
        process.err().println("nslookup: " + unknown.getMessage());
        return new Exit(unreached ? 9 : 1);
    }

    private void say(String text) throws IOException {
        process.out().println(text);
    }

    /** Reads commands until there are no more. */
    void talk() throws IOException {
        boolean prompts = process.fd(0).terminal().isPresent();
        StringBuilder line = new StringBuilder();
        byte[] one = new byte[1];
        while (true) {
            if (prompts && line.length() == 0) {
                process.out().print("> ");
                process.out().flush();
            }
            int n = process.read(0, one, 0, 1);
            if (n < 0 || one[0] == '\n') {
                if (n < 0 && line.length() == 0 || !command(line.toString().strip())) {
                    return;
                }
                line.setLength(0);
                if (n < 0) {
                    return;
                }
            } else if (line.length() < MAX_LINE) {
                line.append((char) (one[0] & 0xFF));
            }
        }
    }

    private boolean command(String line) throws IOException {
        process.step();
        if (line.isEmpty()) {
            return true;
        }
        String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String[] words = text.split("\\s+");
        String verb = words[0].toLowerCase(Locale.ROOT);
        if (verb.equals("exit")) {
            return false;
        }
        if (verb.equals("help") || verb.equals("?")) {
            say("The '" + words[0] + "' command is not yet implemented.");
        } else if (NOT_THERE.contains(verb)) {
            say("The '" + words[0] + "' command is not implemented.");
        } else if (verb.equals("server") || verb.equals("lserver")) {
            try {
                if (words.length > 1) {
                    server(words[1], true);
                }
                sayServers();
            } catch (Servers.Unknown unknown) {
                throw fatal(unknown);
            }
        } else if (verb.equals("set") && words.length > 1) {
            set(words[1]);
        } else { // what follows the name counts for nothing
            look(words[0]);
        }
        return true;
    }

    /** Asks another server from now on. */
    void server(String name, boolean inDialogue) throws Servers.Unknown {
        servers = Servers.named(process, name, port, 0);
        serverName = name;
    }

    private List<Transport.Server> servers() {
        if (servers == null) {
            return Servers.usual(process, port, 0);
        }
        return servers.stream()
                .map(it -> new Transport.Server(it.address(), port, it.given()))
                .toList();
    }

    private void sayServers() throws IOException {
        for (Transport.Server each : servers()) {
            say("Default server: " + (serverName == null ? each.given() : serverName));
            say("Address: " + each.text());
        }
    }

    /** {@code set KEYWORD[=VALUE]}, or an option. */
    void set(String word) throws IOException {
        int equals = word.indexOf('=');
        String key = (equals < 0 ? word : word.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (key.equals("all")) {
            showAll();
        } else if (equals >= 0 && (key.equals("type") || key.startsWith("q") && "querytype".startsWith(key))
                || equals >= 0 && key.startsWith("ty")) {
            OptionalInt wanted = DnsType.number(value);
            if (wanted.isEmpty()) {
                say("unknown query type: " + value);
            } else {
                type = wanted.getAsInt();
                typeName = value;
                typeSet = true;
            }
        } else if (equals >= 0 && key.startsWith("cl")) {
            OptionalInt wanted = DnsType.classNumber(value);
            if (wanted.isEmpty()) {
                say("unknown query class: " + value);
            } else {
                dnsClass = wanted.getAsInt();
                className = value;
            }
        } else if (equals >= 0 && key.startsWith("po")) {
            port = number("port", value, 65_535, port);
        } else if (equals >= 0 && (key.equals("timeout") || key.equals("time"))) {
            timeout = number("timeout", value, Integer.MAX_VALUE, timeout);
        } else if (equals >= 0 && key.equals("retry")) {
            retry = number("tries", value, Integer.MAX_VALUE, retry);
        } else if (equals >= 0 && key.startsWith("nd")) {
            ndots = number("ndots", value, 128, ndots);
        } else if (equals >= 0 && key.startsWith("do")) {
            domains = List.of(value);
            search = true;
        } else if (!flag(key)) {
            say("*** Invalid option: " + word);
        }
    }

    private boolean flag(String key) {
        boolean wanted = !key.startsWith("no");
        String name = wanted ? key : key.substring(2);
        if (name.isEmpty()) {
            return false;
        }
        if ("recurse".startsWith(name) && name.length() > 2) {
            recurse = wanted;
        } else if ("search".startsWith(name) && name.length() > 2 || "defname".startsWith(name) && name.length() > 2) {
            search = wanted;
        } else if (name.equals("vc")) {
            tcp = wanted;
        } else if (name.equals("d2")) {
            debug2 = wanted;
        } else if ("debug".startsWith(name) && name.length() > 2) {
            debug = wanted;
        } else {
            return name.equals("fail");
        }
        return true;
    }

    private int number(String what, String value, int most, int before) throws IOException {
        boolean isNumber = value.matches("[0-9]+");
        if (!isNumber || value.length() > 9 || Integer.parseInt(value) > most) {
            say("invalid " + what + " '" + value + "': " + (isNumber ? "out of range" : "not a valid number"));
            return before;
        }
        return Integer.parseInt(value);
    }

    private void showAll() throws IOException {
        sayServers();
        say("");
        say("Set options:");
        say("  " + (tcp ? "vc" : "novc") + "\t\t\t" + (debug ? "debug" : "nodebug") + "\t\t"
                + (debug2 ? "d2" : "nod2"));
        say("  " + (search ? "search" : "nosearch") + "\t\t" + (recurse ? "recurse" : "norecurse"));
        say("  timeout = " + timeout + "\t\tretry = " + retry + "\tport = " + port + "\tndots = " + ndots);
        say(String.format("  querytype = %-8s\tclass = %s", typeName, className));
        say("  srchlist = " + String.join("/", naming().search()));
    }

    private NameService naming() {
        NameService by = NameService.of(process.host());
        List<String> within = domains == null ? by.search() : domains;
        return new NameService(by.order(), by.hosts(), by.servers(), within, ndots, by.timeout(), by.attempts());
    }

    /** Looks a name or an address up and says what is found. */
    void look(String name) throws IOException {
        Optional<InetAddress> address = Numeric.strict(name);
        if (address.isPresent()) {
            ask(name, List.of(DnsName.reverse(address.get())), DnsType.PTR, true);
            return;
        }
        List<String> names = search ? Dns.candidates(name, naming()) : List.of(DnsName.absolute(name));
        Optional<NslookupAnswer> answer = ask(name, names, type, false);
        if (!typeSet && answer.isPresent() && answer.get().found()) {
            answer.get().follow(this);
        }
    }

    /** The second half of a plain lookup: IPv6 addresses of what the first half found. */
    void addresses6(String given, String name, boolean before) throws IOException {
        Optional<Transport.Reply> reply = send(name, DnsType.AAAA);
        if (reply.isPresent()) {
            NslookupAnswer answer = new NslookupAnswer(process, reply.get(), given, name, debug);
            failed |= !answer.second(before);
        }
    }

    private Optional<NslookupAnswer> ask(String given, List<String> names, int wanted, boolean reverse)
            throws IOException {
        for (int i = 0; i < names.size(); i++) {
            Optional<Transport.Reply> reply;
            try {
                DnsName.wire(names.get(i));
                reply = send(names.get(i), wanted);
            } catch (DnsFormatException noName) {
                say("nslookup: '" + given + "' is not a legal name (" + noName.getMessage() + ")");
                failed = true;
                return Optional.empty();
            }
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            if (i == names.size() - 1 || reply.get().message().code != DnsType.NXDOMAIN) {
                NslookupAnswer answer = new NslookupAnswer(process, reply.get(), given, names.get(i), debug);
                failed |= !answer.first(reverse, typeSet);
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private Optional<Transport.Reply> send(String name, int wanted) throws IOException {
        try {
            DnsMessage query = DnsMessage.query(process.host().random().nextInt(65_536), name, wanted);
            query.question(new DnsMessage.Question(DnsName.absolute(name), wanted, dnsClass));
            query.recursionDesired = recurse;
            Transport.Manner manner = new Transport.Manner(
                    tcp || wanted == DnsType.AXFR,
                    Math.max(1, retry),
                    Duration.ofSeconds(timeout == 0 ? 5 : timeout),
                    null,
                    false,
                    false);
            Optional<Transport.Reply> reply = new Transport(process, () -> {}).send(query, servers(), manner);
            answered |= reply.isPresent();
            unreached |= reply.isEmpty();
            return reply;
        } catch (DnsFormatException impossible) {
            throw new IOException(impossible.getMessage(), impossible);
        }
    }
}
