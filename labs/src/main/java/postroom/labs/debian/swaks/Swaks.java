package postroom.labs.debian.swaks;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.sockets.Line;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** {@code swaks(1)}, the Swiss Army Knife for SMTP: one message to a server, and every line of the dialogue shown. */
public final class Swaks implements Program {
    /** The programs of package swaks. */
    public static final Map<String, Program> PROGRAMS = Map.of("swaks/swaks", new Swaks());

    static final String VERSION = "20201014.0";
    private static final List<String> PLACES =
            List.of("connect", "first-helo", "tls", "helo", "auth", "mail", "rcpt", "xclient", "data", "dot");

    /** Ends the program with a status, and a message if there is one. */
    static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Stop(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public int run(Process process) throws IOException {
        SwaksOptions options;
        try {
            options = SwaksOptions.parse(process.arguments());
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            return 1;
        }
        if (options.has("version")) {
            process.out().print(HelpText.of("swaks/version"));
            return 0;
        }
        if (options.has("help")) {
            // the manual comes through pod2usage, whose pages Debian has in perl-doc, which is not there
            return 0;
        }
        if (options.has("support")) {
            for (String each : HelpText.of("swaks/support").split("\n")) {
                if (each.startsWith("***")) {
                    process.err().println(each);
                } else {
                    process.out().println(each).flush();
                }
            }
            return 0;
        }
        Transcript transcript = new Transcript(process, options);
        try {
            return send(process, options, transcript);
        } catch (Stop stop) {
            if (stop.getMessage() != null) {
                transcript.error(stop.getMessage());
            }
            return stop.status();
        }
    }

    /** The name of a place in the dialogue, whatever it was called by. */
    static String place(String given) {
        switch (given) {
            case "ehlo":
            case "lhlo":
                return "helo";
            case "first-ehlo":
            case "first-lhlo":
                return "first-helo";
            case "starttls":
                return "tls";
            case "banner":
                return "connect";
            case "from":
                return "mail";
            case "to":
                return "rcpt";
            default:
                return given;
        }
    }

    private static String place(SwaksOptions options, String key) throws Stop {
        String place = place(options.value(key, "").toLowerCase(Locale.ROOT));
        boolean late = key.equals("quit_after") && (place.equals("data") || place.equals("dot"));
        if (!place.isEmpty() && (!PLACES.contains(place) || late)) {
            throw new Stop(1, "Unknown " + key + " value " + place + ", exiting");
        }
        return place;
    }

    /** How OpenSSL calls a cipher suite. */
    static String openssl(String suite) {
        String bare = suite.replaceFirst("^TLS_(?=ECDHE|DHE|RSA)", "");
        return bare.equals(suite)
                ? suite
                : bare.replace("_WITH_", "-")
                        .replaceAll("AES_(128|256)", "AES$1")
                        .replace("_CBC", "")
                        .replace('_', '-');
    }

    private static int send(Process process, SwaksOptions options, Transcript transcript) throws IOException, Stop {
        String quit = place(options, "quit_after");
        String drop = place(options, "drop_after");
        boolean serverOnly =
                !(quit + drop).isEmpty() && !List.of("rcpt", "data", "dot").contains(quit + drop);
        Resolver resolver = new Resolver(process);
        String host = hostname(process, resolver);
        String from = options.value("from", process.host().accounts().userName(process.realUid()) + "@" + host);
        String[] server = server(options.value("server", ""), options.value("port", ""));
        String to = options.value("to", "");
        if (to.isEmpty() && (!serverOnly || server[0].isEmpty())) {
            to = interact(process);
        }
        if (server[0].isEmpty()) {
            java.util.regex.Matcher literal =
                    java.util.regex.Pattern.compile("\\[([0-9.]{7,15})\\]$").matcher(to);
            if (literal.find()) {
                server[0] = literal.group(1);
            } else {
                transcript.error("MX Routing not available: requires Net::DNS.  Using localhost as mail server");
                server[0] = "localhost";
            }
        }
        Duration timeout = timeout(options.has("timeout") ? options.value("timeout", "30s") : "30s");
        String data = new Letter(process, options, from.equals("<>") ? "" : from, to, host).data();
        int port = port(options, resolver, server[1]);
        if (options.has("dump-mail")) {
            process.out().print(data.replaceFirst("\n\\.\\z", "").replace("\r", ""));
            process.out().println();
            return 0;
        }
        transcript.info("Trying " + server[0] + ":" + port + "...");
        Connection connection = connect(process, resolver, server[0], port);
        Line line = new Line(process, connection);
        try {
            transcript.info("Connected to " + server[0] + ".");
            String helo = options.value("helo", host);
            new Session(line, transcript, options, timeout, quit).run(from.equals("<>") ? "" : from, to, helo, data);
            return 0;
        } finally {
            line.close();
        }
    }

    private static Connection connect(Process process, Resolver resolver, String host, int port)
            throws IOException, Stop {
        String failed = "Error connecting to " + host + ":" + port + ":\n\tIO::Socket::INET: ";
        Optional<InetAddress> address;
        try {
            address = resolver.addresses(host).stream()
                    .filter(it -> it.getAddress().length == 4)
                    .findFirst();
        } catch (Resolver.Unresolved e) {
            address = Optional.empty();
        }
        if (address.isEmpty()) {
            throw new Stop(2, failed + "Bad hostname '" + host + "'");
        }
        try {
            Connection connection = process.await(process.host().node().connect(address.get(), port & 0xFFFF));
            connection.owner(process.pid());
            return connection;
        } catch (ErrnoException e) {
            throw new Stop(2, failed + "connect: " + e.getMessage());
        }
    }

    private static String hostname(Process process, Resolver resolver) {
        String name = process.host().name();
        List<String> names = resolver.aliases(name);
        return names.isEmpty() ? name : names.get(0);
    }

    private static String interact(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.isEmpty()) {
            process.step();
            process.out().print("To: ").flush();
            int next = process.in().read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = process.in().read();
            }
        }
        return line.toString();
    }

    private static String[] server(String server, String port) {
        if (server.matches("\\[[^]]+]:.*")) {
            return server.substring(1).split("]:", 2);
        }
        if (server.matches("[^:]+:[^:]+")) {
            return server.split(":", 2);
        }
        return new String[] {server.replaceFirst("^\\[([^]]+)]$", "$1"), port};
    }

    private static final Set<String> ON_CONNECT = Set.of("ssmtp", "ssmtpa", "smtps");
    private static final Set<String> PROTOCOLS = Set.of(
            "smtp", "ssmtp", "ssmtpa", "smtps", "esmtp", "esmtpa", "esmtps", "esmtpsa", "lmtp", "lmtpa", "lmtps",
            "lmtpsa");

    private static int port(SwaksOptions options, Resolver resolver, String text) throws Stop {
        String protocol = options.value("protocol", "esmtp").toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            throw new Stop(1, "Unknown protocol " + protocol + " specified, exiting");
        }
        if (text == null || text.isEmpty()) {
            boolean tls = options.has("tls-on-connect") || ON_CONNECT.contains(protocol);
            return protocol.startsWith("lmtp") ? 24 : tls ? 465 : 25;
        }
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        return resolver.port(text)
                .orElseThrow(() -> new Stop(1, "unable to resolve service name " + text + " into a port, exiting"));
    }

    private static Duration timeout(String text) throws Stop {
        if (!text.matches("[0-9]{1,9}[hmsHMS]?")) {
            throw new Stop(1, "Unknown timeout format '" + text + "'");
        }
        long number = Long.parseLong(text.replaceAll("[^0-9]", ""));
        String unit = text.replaceAll("[0-9]", "").toLowerCase(Locale.ROOT);
        return unit.equals("h")
                ? Duration.ofHours(number)
                : unit.equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }
}
