package postroom.labs.debian.postfix.master;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import postroom.labs.debian.postfix.agent.DiscardAgent;
import postroom.labs.debian.postfix.agent.ErrorAgent;
import postroom.labs.debian.postfix.agent.VirtualAgent;
import postroom.labs.debian.postfix.bounce.BounceService;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.delivery.Returns;
import postroom.labs.debian.postfix.local.LocalAgent;
import postroom.labs.debian.postfix.pickup.Pickup;
import postroom.labs.debian.postfix.qmgr.QueueManager;
import postroom.labs.debian.postfix.qmgr.Transports;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.smtp.LmtpAgent;
import postroom.labs.debian.postfix.smtp.SmtpAgent;
import postroom.labs.debian.postfix.smtpd.Certificates;
import postroom.labs.debian.postfix.smtpd.Partners;
import postroom.labs.debian.postfix.smtpd.Smtpd;
import postroom.labs.debian.postfix.verify.AddressVerifier;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;
import postroom.server.smtp.SmtpService;
import postroom.server.tls.TlsContexts;

/**
 * {@code master(8)}: Postfix as it runs. It has read main.cf and master.cf when it was started or told to reload, and
 * goes by what it has read.
 *
 * <p>Lives on the lab's serial executor; commands come in through {@link #run}.
 */
public final class Master implements Daemon, Transports {
    /** The version that it is like. */
    public static final String VERSION = "3.7.11";

    /** The name of the unit. */
    public static final String UNIT = "postfix";

    private static final Certificates CERTIFICATES = new Certificates(new TlsContexts(ForkJoinPool.commonPool()));

    private final Host host;
    private final Process process;
    private final Msg msg;
    private final Listeners listeners;
    private byte[] mainText;
    private byte[] masterText;
    private String interfaces;
    private Parameters parameters;
    private MasterCf entries;
    private Programs programs;
    private QueueManager queue;
    private Pickup pickup;
    private AddressVerifier verifier;
    private boolean ended;

    private Master(Host host, Process process) {
        this.host = host;
        this.process = process;
        this.msg = new SyslogMsg(host, UNIT + "/master", process.pid());
        this.listeners = new Listeners(host, process.pid());
    }

    /** The Postfix that runs on a host. */
    public static Optional<Master> on(Host host) {
        return host.daemons().find(UNIT).map(Master.class::cast);
    }

    /**
     * Starts Postfix; on the lab's serial executor.
     *
     * @return false if it has ended at once, which has been logged
     */
    public static boolean start(Host host) throws ErrnoException {
        Master master = create(host);
        try {
            FileAccess root = FileAccess.root(host.disk());
            master.load(
                    Text.bytes(Configuration.text(root, Configuration.DIRECTORY + "/main.cf")),
                    Text.bytes(Configuration.text(root, Configuration.DIRECTORY + "/master.cf")));
            master.open();
            master.msg.info("daemon started -- version " + VERSION + ", configuration " + Configuration.DIRECTORY);
            host.daemons().put(master);
            master.queue.start();
            master.pickup.run();
            return true;
        } catch (Fatal fatal) {
            master.die(fatal);
            return false;
        }
    }

    /** Goes on where a Postfix was, with the files that it had read. */
    static Master resume(Host host, Map<String, byte[]> loaded) throws ErrnoException {
        Master master = create(host);
        try {
            master.load(
                    loaded.get(Configuration.DIRECTORY + "/main.cf"),
                    loaded.get(Configuration.DIRECTORY + "/master.cf"));
            byte[] kept = loaded.get("inet_interfaces");
            master.interfaces = kept == null ? master.interfaces : Text.of(kept);
            master.open();
            host.serial().execute(() -> {
                master.queue.start();
                master.pickup.run();
            });
        } catch (Fatal fatal) {
            master.die(fatal);
        }
        return master;
    }

    private static Master create(Host host) throws ErrnoException {
        Process process = host.processes().createDaemon(1, List.of("/usr/lib/postfix/sbin/master", "-w"));
        Master master = new Master(host, process);
        process.onSignal(signal -> host.serial().execute(() -> master.signal(signal)));
        return master;
    }

    private void load(byte[] main, byte[] services) {
        FileAccess root = FileAccess.root(host.disk());
        MainCf read = MainCf.parse(Configuration.DIRECTORY + "/main.cf", Text.of(main), Msg.SILENT);
        Parameters fresh = Configuration.parameters(host, root, read, Map.of(), msg);
        fresh.check();
        MasterCf freshEntries = Configuration.master(Text.of(services));
        mainText = main;
        masterText = services;
        parameters = fresh;
        entries = freshEntries;
        if (interfaces == null) {
            interfaces = fresh.get("inet_interfaces");
        }
    }

    private void open() throws ErrnoException {
        programs = new Programs(host, process, msg, parameters, entries);
        BounceService bounces = new BounceService(() -> required("bounce", "unix"), this::cleanup);
        verifier = new AddressVerifier(() -> required("verify", "unix"), this::cleanup);
        queue = new QueueManager(() -> required("qmgr", "unix"), this, bounces, verifier);
        Returns returns = new Returns(() -> required("cleanup", "unix"), bounces, verifier);
        pickup = new Pickup(() -> required("pickup", "unix"), this::cleanup, returns::send);
        Sockets sockets = new Sockets(host, parameters);
        sockets.make(entries);
        sockets.pid(process.pid());
        prepareCertificates();
        listeners.arrange(entries, parameters, interfaces, this::smtp);
        programs.find("pickup", "unix");
        programs.find("qmgr", "unix");
    }

    private void prepareCertificates() {
        try {
            CERTIFICATES.prepare(parameters, new postroom.labs.debian.postfix.service.HostTableFiles(host));
        } catch (Fatal bad) {
            // smtpd reports it when it is started
            return;
        }
    }

    private Service required(String name, String type) {
        return programs.find(name, type).orElseGet(() -> new Service(host, name, process.pid(), parameters, msg));
    }

    private Cleanup cleanup() {
        programs.find("rewrite", "unix");
        return new Cleanup(required("cleanup", "unix"), id -> queue.arrived(id));
    }

    /** What answers on a port: smtpd, by the entry as it stands after the last reload. */
    private SmtpService smtp(MasterCf.Entry first) {
        return session -> {
            Smtpd smtpd = new Smtpd(
                    host.serial(),
                    () -> entries.find(first.name(), "inet").flatMap(programs::run),
                    CERTIFICATES,
                    new Partners(this::cleanup, this::flushDomain, verifier, programs::died));
            return smtpd.opened(session);
        };
    }

    @Override
    public Optional<Running> find(String name) {
        Optional<MasterCf.Entry> entry = entries.find(name, "unix");
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Agent agent = switch (entry.get().program()) {
            case "local" -> new LocalAgent(this::cleanup, this);
            case "virtual" -> new VirtualAgent();
            case "error" -> new ErrorAgent();
            case "discard" -> new DiscardAgent();
            case "smtp" -> new SmtpAgent(entry.get().isChrooted());
            case "lmtp" -> new LmtpAgent(entry.get().isChrooted());
            default -> null;
        };
        String program = entry.get().program();
        return agent == null
                ? Optional.empty()
                : programs.run(entry.get()).map(service -> new Running(agent, service, program));
    }

    @Override
    public void died(String name, Service service, Fatal why) {
        programs.died(service, why);
    }

    private void flushDomain(String domain) {
        Spool spool = spool();
        for (String id : spool.list("deferred")) {
            try {
                boolean hit =
                        postroom.labs.debian.postfix.queue.QueueMessage.parse(id, spool.read("deferred", id))
                                .waiting()
                                .stream()
                                .anyMatch(each -> postroom.labs.debian.postfix.address.Address.of(each.address())
                                        .domainKey()
                                        .equalsIgnoreCase(domain));
                if (hit) {
                    queue.flush(id);
                }
            } catch (java.io.IOException gone) {
                msg.warning("flush " + domain + ": " + id + ": " + gone.getMessage());
            }
        }
    }

    /** Whether master.cf, as it was read, has a service that is done by a program. */
    public boolean has(String program) {
        return entries.entries().stream().anyMatch(each -> each.program().equals(program));
    }

    /** The programs that rest because they could not go on, and why. */
    public Map<String, String> broken() {
        return programs.broken();
    }

    /** Its process id. */
    public int pid() {
        return process.pid();
    }

    /** The parameters that are in force. */
    public Parameters parameters() {
        return parameters;
    }

    /** The queue directories that it uses. */
    public Spool spool() {
        return Service.spool(host, parameters);
    }

    /** What a command asks of a running Postfix. */
    public interface Request {
        /** Does it; on the lab's serial executor. */
        void run() throws ErrnoException;
    }

    /** Runs a request on the lab's serial executor. */
    public static CompletionStage<Void> run(Host host, Request request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.serial().execute(() -> {
            try {
                request.run();
                done.complete(null);
            } catch (ErrnoException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Reads the configuration again ({@code postfix reload}); something that is wrong with it ends Postfix. */
    public void reload() throws ErrnoException {
        if (ended) {
            return;
        }
        try {
            FileAccess root = FileAccess.root(host.disk());
            byte[] main = Text.bytes(Configuration.text(root, Configuration.DIRECTORY + "/main.cf"));
            byte[] services = Text.bytes(Configuration.text(root, Configuration.DIRECTORY + "/master.cf"));
            msg.info("reload -- version " + VERSION + ", configuration " + Configuration.DIRECTORY);
            load(main, services);
            String wanted = parameters.get("inet_interfaces");
            if (!wanted.equals(interfaces)) {
                msg.warning("ignoring inet_interfaces parameter value change");
                msg.warning("old value: \"" + interfaces + "\", new value: \"" + wanted + "\"");
                msg.warning("to change inet_interfaces, stop and start Postfix");
            }
            queue.stop();
            pickup.stop();
            programs.stop();
            open();
            host.daemons().put(this);
            queue.start();
            pickup.run();
        } catch (Fatal fatal) {
            die(fatal);
        }
    }

    private void die(Fatal fatal) {
        msg.report(Msg.Severity.FATAL, fatal.getMessage());
        end(new WaitStatus.Exited(1));
    }

    private void signal(Signal signal) {
        switch (signal) {
            case HUP -> {
                try {
                    reload();
                } catch (ErrnoException e) {
                    die(new Fatal("reload: " + e.getMessage()));
                }
            }
            case TERM, INT -> stop();
            case KILL -> end(new WaitStatus.Signalled(Signal.KILL));
            default -> {
                // The others are nothing to it
            }
        }
    }

    /** Ends it with a word in the log, as SIGTERM does. */
    public void stop() {
        if (!ended) {
            msg.info("terminating on signal 15");
            end(new WaitStatus.Signalled(Signal.TERM));
        }
    }

    private void end(WaitStatus how) {
        if (ended) {
            return;
        }
        halt();
        if (process.status() == null) {
            process.finish(how);
        }
        host.daemons().remove(this);
    }

    /** Takes up what postdrop(1) has put down. */
    public void pickup() {
        if (!ended) {
            pickup.run();
        }
    }

    /** Tries all deferred mail. */
    public void flush() {
        if (!ended) {
            queue.rescan();
            queue.flush();
        }
    }

    /** Looks into the incoming queue, where postsuper(1) may have put something. */
    public void rescan() {
        if (!ended) {
            queue.rescan();
        }
    }

    /** Tries one deferred message. */
    public void flush(String id) {
        if (!ended) {
            queue.flush(id);
        }
    }

    /** Tries the deferred mail of a domain. */
    public void flushSite(String domain) {
        if (!ended) {
            flushDomain(domain);
        }
    }

    @Override
    public String name() {
        return UNIT;
    }

    @Override
    public Map<String, byte[]> loaded() {
        return Map.of(
                Configuration.DIRECTORY + "/main.cf",
                mainText,
                Configuration.DIRECTORY + "/master.cf",
                masterText,
                "inet_interfaces",
                Text.bytes(interfaces));
    }

    @Override
    public void halt() {
        ended = true;
        listeners.close();
        if (queue != null) {
            queue.stop();
        }
        if (pickup != null) {
            pickup.stop();
        }
        if (programs != null) {
            programs.stop();
        }
    }
}
