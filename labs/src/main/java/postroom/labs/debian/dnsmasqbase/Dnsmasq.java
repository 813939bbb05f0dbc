package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Syslog;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Endpoint;

/** A dnsmasq that runs. It answers on the thread of whoever asks and holds none itself. */
final class Dnsmasq implements Daemon {
    static final String UNIT = "dnsmasq";
    static final String VERSION = "2.90";
    static final String OPTIONS =
            "IPv6 GNU-getopt DBus no-UBus i18n IDN2 DHCP DHCPv6 no-Lua TFTP conntrack ipset nftset"
                    + " auth cryptohash DNSSEC loop-detect inotify dumpfile";
    private static final String ARGUMENTS = "argv";

    private final Host host;
    private final Process process;
    private final Config config;
    private final Journal journal;
    private final String name;
    private final List<String> argv;
    private final Sockets sockets;
    private final Forwarder forwarder;
    private volatile Source source;
    private volatile Rules rules;
    private volatile Server server;
    private volatile boolean ended;

    private Dnsmasq(
            Host host, Process process, Config config, Source source, List<String> argv, String name, Journal journal) {
        this.host = host;
        this.process = process;
        this.config = config;
        this.source = source;
        this.argv = argv;
        this.name = name;
        this.journal = journal;
        this.sockets = new Sockets(host, process.pid(), config);
        this.forwarder = new Forwarder(host, process.pid());
    }

    /**
     * Starts one.
     *
     * @param process it: an entry in the process table, or the program itself if that stays in the foreground
     * @param starter in whose name ports and files are opened
     * @param terminal whose standard error is the log; null for none
     */
    static Dnsmasq start(
            Process process, Credentials starter, Config config, Source source, List<String> argv, Process terminal)
            throws Fault {
        Host host = process.host();
        String name = host.daemons().find(UNIT).isEmpty() ? UNIT : UNIT + "@" + process.pid();
        Journal journal = new Journal(host, process.pid(), config, terminal);
        Dnsmasq dnsmasq = new Dnsmasq(host, process, config, source, argv, name, journal);
        dnsmasq.load();
        dnsmasq.sockets.open(starter, dnsmasq);
        try {
            Credentials user = dnsmasq.user(starter);
            if (terminal == null) {
                dnsmasq.files(starter, user);
                process.become(user);
            }
        } catch (Fault fault) {
            dnsmasq.halt();
            throw fault;
        }
        dnsmasq.announce();
        host.daemons().put(dnsmasq);
        return dnsmasq;
    }

    /** Goes on where one was. */
    static Dnsmasq resume(Host host, String name, Map<String, byte[]> loaded) throws ErrnoException {
        List<String> argv = List.of(new String(loaded.get(ARGUMENTS), StandardCharsets.UTF_8).split("\0"));
        Process process = host.processes().createDaemon(1, argv);
        Config config = new Config();
        Source kept = Source.of(loaded);
        try {
            new ConfigReader(kept, config).commandLine(argv);
            Dnsmasq dnsmasq = new Dnsmasq(
                    host, process, config, kept, argv, name, new Journal(host, process.pid(), config, null));
            dnsmasq.load();
            dnsmasq.sockets.open(Credentials.ROOT, dnsmasq);
            process.become(dnsmasq.user(Credentials.ROOT));
            process.onSignal(signal -> host.serial().execute(() -> dnsmasq.signal(signal)));
            return dnsmasq;
        } catch (Fault fault) {
            process.finish(new WaitStatus.Exited(fault.status()));
            throw new ErrnoException(postroom.labs.io.Errno.EADDRINUSE);
        }
    }

    private Credentials user(Credentials starter) throws Fault {
        String wanted = config.user == null ? "nobody" : config.user;
        Optional<Accounts.User> user = host.accounts().user(wanted);
        if (user.isEmpty() && config.user != null) {
            throw new Fault(Fault.BADCONF, "unknown user or group: " + config.user);
        }
        if (config.group != null && host.accounts().group(config.group).isEmpty()) {
            throw new Fault(Fault.BADCONF, "unknown user or group: " + config.group);
        }
        return starter.isRoot() && user.isPresent() ? host.accounts().credentials(user.get()) : starter;
    }

    private void files(Credentials starter, Credentials user) throws Fault {
        FileAccess files = new FileAccess(host.disk(), starter, "/", 022);
        if (config.pidFile != null) {
            try {
                if (files.exists(config.pidFile)) {
                    files.unlink(config.pidFile);
                }
                files.writeAll(config.pidFile, (process.pid() + "\n").getBytes(StandardCharsets.UTF_8));
                if (starter.isRoot()) {
                    files.chown(config.pidFile, user.uid(), user.gid(), true);
                }
            } catch (ErrnoException e) {
                throw new Fault(Fault.FILE, "failed to open pidfile " + config.pidFile + ": " + e.getMessage());
            }
        }
        if (config.logFile != null && !config.logFile.equals("-")) {
            try {
                if (!files.exists(config.logFile)) {
                    files.writeAll(config.logFile, new byte[0]);
                    files.chmod(config.logFile, 0660);
                    if (starter.isRoot()) {
                        files.chown(config.logFile, user.uid(), 0, true);
                    }
                }
            } catch (ErrnoException e) {
                throw new Fault(Fault.FILE, "cannot open log " + config.logFile + ": " + e.getMessage());
            }
        }
    }

    /** Reads the hosts files and resolv.conf. */
    private void load() {
        HostTable hosts = new HostTable(config, source);
        remarks = hosts.remarks();
        List<String> said = new ArrayList<>();
        rules = new Rules(config.rules, resolvers(said));
        resolverRemarks = said;
        server = new Server(config, hosts, rules, host.name(), forwarder, journal::info, server);
    }

    private List<String> remarks = List.of();
    private List<String> resolverRemarks = List.of();

    private List<Endpoint> resolvers(List<String> said) {
        List<Endpoint> found = new ArrayList<>();
        if (config.has("no-resolv") || config.port == 0) {
            return found;
        }
        try {
            String text = new String(source.file(config.resolvFile), StandardCharsets.UTF_8);
            said.add("reading " + config.resolvFile);
            for (String line : text.split("\n")) {
                String[] words = line.strip().split("\\s+");
                Optional<InetAddress> address =
                        words.length > 1 && words[0].equals("nameserver") ? Numeric.strict(words[1]) : Optional.empty();
                if (address.isPresent()) {
                    Endpoint there = new Endpoint(address.get(), 53);
                    if (config.port == 53 && host.node().isOwn(there.address())) {
                        said.add("ignoring nameserver " + words[1] + " - local interface");
                    } else {
                        found.add(there);
                        said.add("using nameserver " + words[1] + "#53");
                    }
                }
            }
        } catch (ErrnoException missing) {
            said.add("failed to access " + config.resolvFile + ": " + missing.getMessage());
        }
        return found;
    }

    private void announce() {
        String cache = config.port == 0
                ? "DNS disabled"
                : config.cacheSize == 0 ? "cache disabled" : "cachesize " + config.cacheSize;
        journal.info("started, version " + VERSION + " " + cache);
        journal.info("compile time options: " + OPTIONS);
        if (config.has("local-service") && config.interfaces.isEmpty() && config.listen.isEmpty()) {
            journal.info("DNS service limited to local subnets");
        }
        for (String each : config.interfaces) {
            if (!each.equals("lo") && !each.equals("eth0")) {
                journal.log(Syslog.Priority.WARNING, "warning: interface " + each + " does not currently exist");
            }
        }
        if (config.port == 0) {
            return;
        }
        if (config.has("no-resolv") && config.rules.stream().noneMatch(it -> it.server() != null)) {
            journal.log(Syslog.Priority.WARNING, "warning: no upstream servers configured");
        }
        resolverRemarks.forEach(journal::info);
        servers();
        remarks.forEach(journal::info);
    }

    private void servers() {
        for (Config.Rule each : config.rules) {
            if (each.server() != null) {
                String scope = each.domain().isEmpty() ? "" : " for domain " + each.domain() + " ";
                journal.info("using nameserver " + each.server().address().getHostAddress() + "#"
                        + each.server().port() + scope);
            }
        }
        for (int i = config.rules.size() - 1; i >= 0; i--) {
            if (config.rules.get(i).isLocal() && !config.rules.get(i).domain().isEmpty()) {
                journal.info("using only locally-known addresses for "
                        + config.rules.get(i).domain());
            }
        }
    }

    /** A message from a client. */
    void take(byte[] message, Endpoint client, boolean tcp, Consumer<byte[]> reply) {
        if (!ended) {
            server.take(message, client, tcp, reply);
        }
    }

    /** An answer that did not reach its client. */
    void lost(ErrnoException why) {
        journal.log(Syslog.Priority.ERR, "failed to send packet: " + why.getMessage());
    }

    /** What a signal makes it do; true if it has ended. */
    boolean signal(Signal signal) {
        switch (signal) {
            case HUP -> {
                source = keptWithFreshHosts();
                load();
                remarks.forEach(journal::info);
                host.daemons().put(this);
            }
            case USR1 -> statistics();
            case TERM, INT -> {
                journal.info("exiting on receipt of SIGTERM");
                removePidFile();
                end(new WaitStatus.Exited(0));
            }
            case KILL -> end(new WaitStatus.Signalled(Signal.KILL));
            default -> {
                return false;
            }
        }
        return ended;
    }

    /** A signal to one that stays in the foreground; true if it is to end. */
    boolean foreground(Signal signal) {
        if (signal == Signal.TERM || signal == Signal.INT) {
            journal.info("exiting on receipt of SIGTERM");
            removePidFile();
            return true;
        }
        return signal(signal);
    }

    /** The foreground's end. */
    void leave() {
        halt();
        host.daemons().remove(this);
    }

    /** The configuration stays as it was read; hosts files and resolv.conf are read again. */
    private Source keptWithFreshHosts() {
        return new Source(new FileAccess(host.disk(), Credentials.ROOT, "/", 022), source.read());
    }

    private void statistics() {
        journal.info("time " + host.clock().instant().getEpochSecond());
        journal.info("cache size " + config.cacheSize + ", 0/0 cache insertions re-used unexpired cache entries.");
        journal.info("queries forwarded " + server.forwarded() + ", queries answered locally " + server.answered());
        journal.info("queries for authoritative zones 0");
        journal.info("DNSSEC per-query subqueries HWM 0");
        journal.info("DNSSEC per-query crypto work HWM 0");
        journal.info("DNSSEC per-RRSet signature fails HWM 0");
        journal.info("pool memory in use 0, max 96, allocated 2400");
        journal.info("child processes for TCP requests: in use 0, highest since last SIGUSR1 0, max allowed 20.");
        List<Endpoint> all = new ArrayList<>(rules.standard());
        config.rules.stream()
                .filter(it -> it.server() != null && !it.domain().isEmpty())
                .forEach(it -> all.add(it.server()));
        for (Endpoint each : all) {
            journal.info("server " + each.address().getHostAddress() + "#" + each.port() + ": queries sent "
                    + forwarder.sent(each) + ", retried 0, failed 0, nxdomain replies 0, avg. latency 0ms");
        }
    }

    private void removePidFile() {
        FileAccess files = new FileAccess(host.disk(), process.who(), "/", 022);
        if (config.pidFile != null && files.exists(config.pidFile)) {
            try {
                files.unlink(config.pidFile);
            } catch (ErrnoException notItsFolder) {
                // as the real one, which has no longer the right to
                return;
            }
        }
    }

    private void end(WaitStatus how) {
        if (ended) {
            return;
        }
        halt();
        host.daemons().remove(this);
        process.finish(how);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, byte[]> loaded() {
        Map<String, byte[]> all = new LinkedHashMap<>(source.read());
        all.put(ARGUMENTS, String.join("\0", argv).getBytes(StandardCharsets.UTF_8));
        return all;
    }

    @Override
    public void halt() {
        ended = true;
        sockets.close();
        forwarder.closeAll();
    }
}
