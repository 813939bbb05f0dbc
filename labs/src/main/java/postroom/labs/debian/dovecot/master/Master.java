package postroom.labs.debian.dovecot.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import postroom.labs.debian.dovecot.auth.AuthSocket;
import postroom.labs.debian.dovecot.config.ConfigException;
import postroom.labs.debian.dovecot.config.ConfigFiles;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Release;
import postroom.labs.debian.dovecot.lmtp.LmtpService;
import postroom.labs.debian.dovecot.login.Sessions;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Syslog;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;

/**
 * Dovecot's master process: has read the configuration when it was started or told to reload, and goes by what it has
 * read; has children, sockets in {@code /run/dovecot}, and the ports of the services.
 *
 * <p>Lives on the lab's serial executor; commands come in through {@link #run}.
 */
public final class Master implements Daemon {
    /** The name of the unit. */
    public static final String UNIT = "dovecot";

    /** How long sessions may go on when the master has been stopped. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final Host host;
    private final Process process;
    private final List<Process> children = new ArrayList<>();
    private final Sessions sessions = new Sessions();
    private final AuthSocket auth;
    private final LmtpService lmtp;
    private final Listeners listeners;
    private DovecotConfig config;
    private boolean ended;

    private Master(Host host, Process process) {
        this.host = host;
        this.process = process;
        this.lmtp = new LmtpService(host, process.pid(), this::config);
        this.listeners = new Listeners(host, process.pid(), sessions, lmtp);
        this.auth = new AuthSocket(host, this::config);
    }

    /** The Dovecot that runs on a host. */
    public static Optional<Master> on(Host host) {
        return host.daemons().find(UNIT).map(Master.class::cast);
    }

    /** Something that stops Dovecot from starting, in its own words. */
    public static final class StartFailure extends Exception {
        private static final long serialVersionUID = 1;

        StartFailure(String message) {
            super(message);
        }
    }

    /**
     * Starts Dovecot with a configuration that is free of faults; on the lab's serial executor.
     *
     * @param complaints gets what goes wrong on the way, line by line
     * @throws StartFailure with the message behind {@code Fatal: }
     */
    public static void start(Host host, DovecotConfig config, Consumer<String> complaints)
            throws ErrnoException, StartFailure {
        Master master = create(host);
        master.config = config;
        try {
            master.listeners.arrange(config, master::config, line -> {
                complaints.accept(line);
                master.complain(line);
            });
        } catch (StartFailure failure) {
            master.log(Syslog.Priority.CRIT, "Fatal: " + failure.getMessage());
            master.halt();
            master.process.finish(new WaitStatus.Exited(89));
            throw failure;
        }
        RunFolder run = new RunFolder(host);
        run.make(config, master.process.pid());
        run.listen(config, master.auth, master.lmtp);
        master.bearChildren();
        master.log(
                Syslog.Priority.INFO,
                "Dovecot v" + Release.FULL + " starting up " + served(config) + " (core dumps disabled)");
        host.daemons().put(master);
    }

    /** Goes on where a Dovecot was, with the files that it had read. */
    static Master resume(Host host, Map<String, byte[]> loaded) throws ErrnoException {
        Master master = create(host);
        try {
            master.config = DovecotConfig.read(ConfigFiles.kept(loaded), DovecotConfig.FILE);
            master.listeners.arrange(master.config, master::config, master::complain);
            new RunFolder(host).listen(master.config, master.auth, master.lmtp);
            master.bearChildren();
        } catch (ConfigException | StartFailure e) {
            master.log(Syslog.Priority.CRIT, "Fatal: " + e.getMessage());
            master.halt();
            master.process.finish(new WaitStatus.Exited(89));
        }
        return master;
    }

    private static Master create(Host host) throws ErrnoException {
        Process process = host.processes().createDaemon(1, List.of("/usr/sbin/dovecot"));
        Master master = new Master(host, process);
        process.onSignal(signal -> host.serial().execute(() -> master.signal(signal)));
        return master;
    }

    private static String served(DovecotConfig config) {
        List<String> protocols = config.protocols();
        return protocols.isEmpty() ? "without any protocols" : "for " + String.join(", ", protocols);
    }

    private void bearChildren() throws ErrnoException {
        bear("dovecot/anvil", "dovecot");
        bear("dovecot/log", "root");
        bear("dovecot/config", "root");
    }

    private void bear(String title, String user) throws ErrnoException {
        Process child = host.processes().createDaemon(process.pid(), List.of(title));
        Optional<Accounts.User> account = host.accounts().user(user);
        child.become(account.map(host.accounts()::credentials).orElse(Credentials.ROOT));
        children.add(child);
    }

    private void log(Syslog.Priority priority, String text) {
        host.syslog().log("mail", priority, UNIT, "master: " + text);
    }

    private void complain(String text) {
        log(Syslog.Priority.ERR, "Error: " + text);
    }

    /** What a command asks of a running Dovecot. */
    public interface Request {
        /** Does it; on the lab's serial executor. */
        void run() throws ErrnoException, StartFailure;
    }

    /** Runs a request on the lab's serial executor. */
    public static CompletionStage<Void> run(Host host, Request request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.serial().execute(() -> {
            try {
                request.run();
                done.complete(null);
            } catch (ErrnoException | StartFailure | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Reads the configuration again; if something is wrong with it, says so in the log and goes on as before. */
    public void reload() throws ErrnoException {
        if (ended) {
            return;
        }
        log(Syslog.Priority.WARNING, "Warning: SIGHUP received - reloading configuration");
        try {
            DovecotConfig fresh = DovecotConfig.read(ConfigFiles.on(FileAccess.root(host.disk())), DovecotConfig.FILE);
            Optional<String> fault = fresh.unclosed()
                    .or(fresh::fault)
                    .map(it -> DovecotConfig.FILE + ": " + it)
                    .or(() -> fresh.missingFile(FileAccess.root(host.disk())));
            if (fault.isPresent()) {
                unreadable(fault.get());
                return;
            }
            config = fresh;
            listeners.arrange(fresh, this::config, this::complain);
            RunFolder run = new RunFolder(host);
            run.makeSockets(fresh);
            run.listen(fresh, auth, lmtp);
            host.daemons().put(this);
        } catch (ConfigException e) {
            unreadable(e.getMessage());
        } catch (StartFailure e) {
            complain(e.getMessage());
        }
    }

    private void unreadable(String why) {
        complain("Error reading configuration: Error in configuration file " + why
                + " - Also failed to read config by executing doveconf: /run/dovecot/config is a UNIX socket");
    }

    private void signal(Signal signal) {
        switch (signal) {
            case HUP -> {
                try {
                    reload();
                } catch (ErrnoException e) {
                    complain("reload: " + e.getMessage());
                }
            }
            case TERM, INT -> stop(1, 0);
            case KILL -> end(new WaitStatus.Signalled(Signal.KILL));
            default -> {
                // The others are nothing to it
            }
        }
    }

    /** Ends it with a word in the log about who has killed it. */
    public void stop(int by, int uid) {
        if (!ended) {
            log(
                    Syslog.Priority.WARNING,
                    "Warning: Killed with signal 15 (by pid=" + by + " uid=" + uid + " code=kill)");
            end(new WaitStatus.Exited(0));
            host.timers().after(LAST_WORDS, sessions::shutDown); // shutdown_clients
        }
    }

    /** Who is logged in. */
    public Sessions sessions() {
        return sessions;
    }

    private void end(WaitStatus how) {
        if (ended) {
            return;
        }
        halt();
        if (process.status() == null) {
            process.finish(how);
        }
        children.forEach(it -> it.finish(new WaitStatus.Exited(0)));
        lmtp.stop();
        try {
            new RunFolder(host).clear();
        } catch (ErrnoException e) {
            complain("unlink(" + RunFolder.PATH + "/master.pid) failed: " + e.getMessage());
        }
        host.daemons().remove(this);
    }

    /** Its process id. */
    public int pid() {
        return process.pid();
    }

    /** The configuration that is in force. */
    public DovecotConfig config() {
        return config;
    }

    @Override
    public String name() {
        return UNIT;
    }

    @Override
    public Map<String, byte[]> loaded() {
        return config.files();
    }

    @Override
    public void halt() {
        ended = true;
        listeners.close();
        host.localSockets().close(auth);
        host.localSockets().close(lmtp);
    }
}
