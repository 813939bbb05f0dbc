package postroom.labs.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.debian.proc.ProcFiles;
import postroom.labs.fs.Disk;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.Tree;
import postroom.labs.host.Accounts;
import postroom.labs.host.CpuShare;
import postroom.labs.host.Daemon;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Host;
import postroom.labs.host.LabClock;
import postroom.labs.host.Limits;
import postroom.labs.host.Process;
import postroom.labs.host.SerialExecutor;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.internet.Internet;
import postroom.labs.lab.internet.NameServer;
import postroom.labs.lab.internet.Surroundings;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.server.wire.WireLog;

/**
 * One student's lab: a host on a network, its clock, and what is said on its wires. Made from a {@link Plan} and, if it
 * goes on where another was, a {@link LabState} or a journal.
 *
 * <p>An idle lab holds no thread. {@link #close} ends everything in it and leaves the journal.
 */
public final class Lab implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);
    private static final int WIRE_BYTES = 512 << 10;
    private static final double CPU_SHARE = 0.5;

    private final Labs labs;
    private final Plan plan;
    private final LabClock clock;
    private final Timers timers;
    private final WireLog wire = new WireLog(WIRE_BYTES);
    private final Network network;
    private final Host host;
    private final Optional<Internet> internet;
    private Journal journal;

    private Lab(Labs labs, Plan plan, Tree tree, Duration ahead, Map<String, byte[]> abroad, Limits limits) {
        this.labs = labs;
        this.plan = plan;
        this.clock = new LabClock(labs.wall(), ahead);
        SerialExecutor serial = new SerialExecutor(labs.workers().serialThreads());
        this.timers = new Timers(clock, serial, labs.workers());
        this.network = new Network(labs.engine().group());
        plan.exposed().forEach(network::expose);
        boolean alone = plan.world() == World.ALONE;
        Node node = network.add("myserver", alone ? List.of() : List.of(Internet.STUDENT));
        this.internet = alone
                ? Optional.empty()
                : Optional.of(Internet.start(
                        new Surroundings(network, labs.engine(), clock, timers, serial, wire),
                        new Surroundings.Memory(abroad, this::remember)));
        Disk disk = new Disk(tree, clock, limits.diskBytes(), limits.diskFiles());
        this.host = new Host(
                disk,
                node,
                new Host.Shared(
                        clock,
                        timers,
                        serial,
                        labs.workers(),
                        new CpuShare(CPU_SHARE, labs.workers()),
                        limits,
                        new Random(plan.seed()),
                        labs.programs(),
                        labs.engine(),
                        wire));
        disk.mount(new ProcFiles(host));
    }

    /** A new lab that nobody keeps: its host boots. */
    public static Lab fresh(Labs labs, Plan plan) {
        return fresh(labs, plan, Limits.STUDENT);
    }

    /** The same for more than a student needs. */
    public static Lab fresh(Labs labs, Plan plan, Limits limits) {
        Lab lab = new Lab(labs, plan, labs.images().tree(plan.base()), Duration.ZERO, Map.of(), limits);
        lab.boot();
        return lab;
    }

    /** A lab that goes on from a state, and that nobody keeps. */
    public static Lab from(Labs labs, Plan plan, LabState state) {
        Lab lab = new Lab(labs, plan, state.tree(), state.ahead(), state.abroad(), Limits.STUDENT);
        lab.resume(state.daemons());
        return lab;
    }

    /**
     * A lab that is kept in a journal: goes on where it was, or begins anew if the file is missing or empty.
     *
     * @throws ForeignJournalException when the journal was made on another base image
     */
    public static Lab kept(Labs labs, Plan plan, JournalFolder folder, String name)
            throws IOException, ForeignJournalException {
        Tree base = labs.images().tree(plan.base());
        Journal.Header header = new Journal.Header(
                plan.base().toString(),
                plan.seed(),
                base.fingerprint(),
                plan.world().name());
        Loading loading = new Loading(new Disk(base, labs.wall(), Long.MAX_VALUE / 2, Integer.MAX_VALUE / 2));
        Journal journal = Journal.open(folder, name, header, loading);
        boolean isNew = !loading.found;
        if (journal.size() > Journal.COMPACT_BYTES) {
            journal.close();
            journal = compacted(labs, folder, name, header, base, loading);
        }
        Lab lab = new Lab(labs, plan, loading.disk.tree(), loading.ahead, loading.abroad, Limits.STUDENT);
        lab.journal = journal;
        lab.host.disk().logTo(journal);
        if (isNew) {
            lab.keepDaemons();
            lab.boot();
        } else {
            lab.resume(loading.daemons);
            lab.keepDaemons();
        }
        return lab;
    }

    private static Journal compacted(
            Labs labs, JournalFolder folder, String name, Journal.Header header, Tree base, Loading loading)
            throws IOException, ForeignJournalException {
        String next = name + ".new";
        folder.open(next).truncate(0).close();
        try (Journal smaller = Journal.open(folder, next, header, loading)) {
            smaller.append(loading.disk.changesSince(base));
            loading.daemons.forEach(smaller::daemon);
            loading.abroad.forEach((key, content) -> smaller.abroad(key, Optional.of(content)));
            smaller.clock(loading.ahead);
        }
        folder.replace(next, name);
        return Journal.open(folder, name, header, new Loading(new Disk(base, labs.wall(), 0, 0)));
    }

    private void remember(String key, Optional<byte[]> content) {
        if (journal != null && !closing) {
            journal.abroad(key, content);
        }
    }

    private void keepDaemons() {
        host.daemons().listen(name -> {
            Optional<Daemon> daemon = host.daemons().find(name);
            if (daemon.isPresent()) {
                journal.daemon(name, daemon.get().loaded());
            } else if (!closing) {
                journal.gone(name);
            }
        });
    }

    private volatile boolean closing;

    /** Starts the services that are enabled, as systemd does: by their own commands. */
    private void boot() {
        if (plan.world() != World.ALONE) {
            nameServer();
        }
        for (DaemonKind kind : labs.kinds().values()) {
            if (enabled(kind)) {
                kind.startCommands().forEach(this::runAsRoot);
            }
        }
    }

    /** What a LAN's router tells a host that comes up. */
    private void nameServer() {
        try {
            String text = "nameserver " + NameServer.ADDRESS + "\n";
            FileAccess.root(host.disk()).writeAll("/etc/resolv.conf", text.getBytes(StandardCharsets.UTF_8));
        } catch (ErrnoException e) {
            LOG.warn("/etc/resolv.conf: {}", e.getMessage());
        }
    }

    private boolean enabled(DaemonKind kind) {
        return FileAccess.root(host.disk())
                .exists("/etc/systemd/system/multi-user.target.wants/" + kind.name() + ".service");
    }

    private void resume(Map<String, Map<String, byte[]>> daemons) {
        daemons.forEach((name, loaded) -> {
            DaemonKind kind = labs.kinds().get(name.replaceFirst("@.*", "")); // dnsmasq@5353: another one of it
            if (kind != null) {
                try {
                    host.daemons().put(kind.resume(host, name, loaded));
                } catch (ErrnoException e) {
                    LOG.warn("{} could not go on: {}", name, e.getMessage());
                }
            }
        });
    }

    /** Runs a program as root, with nothing on its descriptors, to its end; gives its exit status. */
    public int runAsRoot(List<String> argv) {
        try {
            Process process = newProcess("root");
            for (int fd = 0; fd < 3; fd++) {
                process.fd(fd, process.open("/dev/null", EnumSet.of(Open.READ, Open.WRITE), 0));
            }
            process.main(it -> it.exec(argv.get(0), argv));
            return process.status().shellStatus();
        } catch (ErrnoException e) {
            LOG.warn("{}: {}", argv, e.getMessage());
            return 126;
        }
    }

    /**
     * A process as {@code login(1)} leaves it: its own session, in the user's name and home, with the environment of a
     * log-in and nothing open. For an unknown user it is root's.
     */
    public Process newProcess(String user) throws ErrnoException {
        Process process = host.processes().create(1);
        Accounts.User account =
                host.accounts().user(user).orElse(new Accounts.User("root", "x", 0, 0, "root", "/root", "/bin/bash"));
        process.become(host.accounts().credentials(account));
        process.newSession();
        Map<String, String> environment = process.environment();
        environment.put("SHELL", account.shell());
        environment.put("HOME", account.home());
        environment.put("USER", account.name());
        environment.put("LOGNAME", account.name());
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", path());
        environment.put("MAIL", "/var/mail/" + account.name());
        if (process.files().exists(account.home())) {
            process.chdir(account.home());
        }
        return process;
    }

    /** {@code PATH} as /etc/environment has it ({@code pam_env(8)}). */
    private String path() {
        try {
            String text = new String(FileAccess.root(host.disk()).readAll("/etc/environment"), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (line.startsWith("PATH=")) {
                    return line.substring(5).replace("\"", "").strip();
                }
            }
        } catch (ErrnoException none) {
            LOG.debug("no /etc/environment: {}", none.getMessage());
        }
        return "/usr/local/bin:/usr/bin:/bin";
    }

    /** What the lab is to be. */
    public Plan plan() {
        return plan;
    }

    /** The student's host. */
    public Host host() {
        return host;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The hosts around the student's; none where there is only a loopback. */
    public Optional<Internet> internet() {
        return internet;
    }

    /** What is said on it. */
    public WireLog wire() {
        return wire;
    }

    /** Everything that the lab is now. */
    public LabState state() {
        Map<String, Map<String, byte[]>> daemons = new LinkedHashMap<>();
        for (Daemon each : host.daemons().all()) {
            daemons.put(each.name(), each.loaded());
        }
        return new LabState(
                host.disk().tree(),
                daemons,
                clock.ahead(),
                internet.map(Internet::state).orElse(Map.of()));
    }

    /** A copy to be looked into and thrown away: nothing that happens in it is seen here. */
    public Lab fork() {
        return from(labs, new Plan(plan.base(), plan.world(), plan.seed(), Map.of()), state());
    }

    /** Puts everything back: what runs is killed, connections are reset, the disk and the daemons are as they were. */
    public void restore(LabState state) {
        host.processes().killAll();
        onSerial(() -> {
            for (Daemon each : host.daemons().all()) {
                each.halt();
                host.daemons().remove(each);
            }
            timers.clear();
        });
        host.node().shutDown();
        host.journal().flush(); // what is undone is not to be written into the old state
        host.disk().restore(state.tree());
        internet.ifPresent(it -> onSerial(() -> it.restore(state.abroad())));
        resume(state.daemons());
    }

    /** Runs a task where the daemons live, and waits for its end. Not to be called from there. */
    private void onSerial(Runnable task) {
        CompletableFuture.runAsync(task, host.serial()).join();
    }

    /** Skips time until the next timer is due; false if none is set. */
    public boolean nextEvent() {
        boolean jumped = timers.jump();
        if (jumped && journal != null) {
            journal.clock(clock.ahead());
        }
        return jumped;
    }

    /** Ends everything in it. What the journal has stays. */
    @Override
    public void close() {
        closing = true;
        host.processes().killAll();
        onSerial(() -> {
            host.daemons().all().forEach(Daemon::halt);
            timers.clear();
        });
        host.node().shutDown();
        internet.ifPresent(Internet::close);
        host.journal().flush();
        // What daemons still say after this, of connections that are gone with the lab, nobody keeps.
        host.disk().logTo(null);
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                LOG.warn("A lab's journal could not be closed", e);
            }
        }
    }
}
