package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/**
 * {@code exim4 -bd -q30m}: listens on port 25, and runs the queue every half hour. The addresses that it listens on are those
 * of its start; everything else is read anew by each delivery, as the real daemon's children do after SIGHUP.
 */
final class EximDaemon implements Daemon {
    static final String UNIT = "exim4";
    static final String PID_FILE = "/run/exim4/exim.pid";
    private static final List<String> ARGV = List.of("/usr/sbin/exim4", "-bd", "-q30m");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final int MOST_CLIENTS = 20;
    private static final int PORT = 25;

    private final Host host;
    private final Process process;
    private final Log log;
    private final List<Node.Listening> listening = new ArrayList<>();
    private final Set<SmtpConnection> clients = ConcurrentHashMap.newKeySet();
    private byte[] text;
    private Configuration configuration;
    private Timers.Timer timer;
    private boolean ended;

    private EximDaemon(Host host, Process process, byte[] text) {
        this.host = host;
        this.process = process;
        this.log = new Log(host);
        this.text = text;
        this.configuration = Configuration.parse(new String(text, UTF_8), host);
    }

    static Optional<EximDaemon> on(Host host) {
        return host.daemons().find(UNIT).map(EximDaemon.class::cast);
    }

    /** Starts it; on the lab's serial executor. */
    static void start(Host host) throws ErrnoException {
        EximDaemon daemon = begin(host, FileAccess.root(host.disk()).readAll(Configuration.FILE));
        try {
            daemon.listen();
        } catch (ErrnoException taken) {
            daemon.log.main("socket bind() to port 25 for address (any IPv4) failed: " + taken.getMessage()
                    + ": daemon abandoned");
            daemon.end(new WaitStatus.Exited(1));
            return;
        }
        daemon.log.main("exim " + Configuration.VERSION + " daemon started: pid=" + daemon.process.pid() + ", -q30m, "
                + "listening for SMTP on " + daemon.where());
        host.daemons().put(daemon);
        daemon.runQueue();
    }

    /** Goes on where one was. */
    static EximDaemon resume(Host host, Map<String, byte[]> loaded) throws ErrnoException {
        EximDaemon daemon = begin(host, loaded.get(Configuration.FILE));
        daemon.listen();
        daemon.timer = host.timers().after(INTERVAL, daemon::runQueue);
        return daemon;
    }

    private static EximDaemon begin(Host host, byte[] text) throws ErrnoException {
        Process process = host.processes().createDaemon(1, ARGV);
        host.accounts()
                .user(Spool.USER)
                .ifPresent(it -> process.become(host.accounts().credentials(it)));
        process.newSession();
        writePid(host, process.pid());
        EximDaemon daemon = new EximDaemon(host, process, text);
        process.onSignal(signal -> host.serial().execute(() -> daemon.signal(signal)));
        return daemon;
    }

    private static void writePid(Host host, int pid) throws ErrnoException {
        FileAccess root = FileAccess.root(host.disk());
        if (!root.exists("/run/exim4")) {
            root.mkdir("/run/exim4", 0750);
            Optional<Accounts.User> user = host.accounts().user(Spool.USER);
            if (user.isPresent()) {
                root.chown("/run/exim4", user.get().uid(), user.get().gid(), true);
            }
        }
        root.writeAll(PID_FILE, (pid + "\n").getBytes(UTF_8));
    }

    private List<InetAddress> addresses() {
        List<InetAddress> all = new ArrayList<>();
        configuration.interfaces().forEach(it -> Numeric.strict(it).ifPresent(all::add));
        return all.isEmpty() ? List.of(Network.address("0.0.0.0"), Network.address("::")) : all;
    }

    private String where() {
        List<String> all = configuration.interfaces();
        return all.isEmpty()
                ? "port 25 (IPv6 and IPv4)"
                : String.join(
                        " ",
                        addresses().stream()
                                .map(it -> "[" + IpText.of(it) + "]:25")
                                .toList());
    }

    private void listen() throws ErrnoException {
        for (InetAddress each : addresses()) {
            listening.add(host.node()
                    .listen(each, PORT, process.pid(), it -> host.serial().execute(() -> accept(it))));
        }
    }

    private void accept(Connection connection) {
        clients.removeIf(SmtpConnection::closed);
        if (ended || clients.size() >= MOST_CLIENTS) {
            connection.close();
            return;
        }
        SmtpConnection client = new SmtpConnection(host, configuration, process.pid(), connection);
        clients.add(client);
        client.open();
    }

    private void runQueue() {
        if (!ended) {
            queue(host, process.pid(), "", false);
            timer = host.timers().after(INTERVAL, this::runQueue);
        }
    }

    /** A queue run: each message is tried once. @param flags shown in the log @param frozen whether frozen ones are, too */
    static void queue(Host host, int pid, String flags, boolean frozen) {
        Log log = new Log(host);
        log.main("Start queue run: pid=" + pid + flags);
        try {
            for (String id : new Spool(host).ids()) {
                Delivery.attempt(host, id, pid, frozen);
            }
        } catch (ErrnoException e) {
            log.main("Failed to open " + Spool.DIRECTORY + "/input: " + e.getMessage());
        }
        host.serial().execute(() -> log.main("End queue run: pid=" + pid + flags));
    }

    int pid() {
        return process.pid();
    }

    /** Reads its configuration again, as SIGHUP makes it do. */
    private void reload() {
        try {
            text = FileAccess.root(host.disk()).readAll(Configuration.FILE);
            configuration = Configuration.parse(new String(text, UTF_8), host);
            log.main("pid " + process.pid() + ": SIGHUP received: re-exec daemon");
            log.main("exim " + Configuration.VERSION + " daemon started: pid=" + process.pid()
                    + ", -q30m, listening for" + " SMTP on " + where());
            host.daemons().put(this);
        } catch (ErrnoException e) {
            end(new WaitStatus.Exited(1));
        }
    }

    private void signal(Signal signal) {
        switch (signal) {
            case HUP -> reload();
            case TERM, INT, QUIT, KILL -> end(new WaitStatus.Signalled(signal));
            default -> {
                return;
            }
        }
    }

    private void end(WaitStatus how) {
        if (!ended) {
            halt();
            host.daemons().remove(this);
            process.finish(how);
        }
    }

    @Override
    public String name() {
        return UNIT;
    }

    @Override
    public Map<String, byte[]> loaded() {
        return Map.of(Configuration.FILE, text);
    }

    @Override
    public void halt() {
        ended = true;
        listening.forEach(Node.Listening::close);
        listening.clear();
        clients.forEach(SmtpConnection::close);
        if (timer != null) {
            timer.cancel();
        }
    }
}
