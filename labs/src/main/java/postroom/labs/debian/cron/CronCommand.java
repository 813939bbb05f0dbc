package postroom.labs.debian.cron;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.fs.Open;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/**
 * {@code cron(8)}: starts the daemon. With {@code -f} and a terminal it stays until a signal ends it; without one it is a
 * service manager's, and an entry in the process table is enough.
 */
final class CronCommand implements Program {
    private static final Getopt OPTIONS = new Getopt("flL:n");

    @Override
    public int run(Process process) throws IOException {
        boolean foreground;
        try {
            foreground = OPTIONS.parse(process.argv()).has("f");
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            process.err().println("usage: " + process.name());
            return 1;
        }
        Host host = process.host();
        CronLog log = new CronLog(host, "cron");
        Optional<String> fault = lock(process);
        if (fault.isPresent()) {
            process.err().println(process.name() + ": " + fault.get());
            log.event(process.pid(), "CRON", "DEATH", fault.get());
            return 1;
        }
        Process daemon = host.processes().createDaemon(1, process.argv());
        int opener = foreground ? daemon.pid() : process.pid();
        log.event(opener, "CRON", "INFO", "pidfile fd = 3");
        daemon.environment().putAll(process.environment());
        Cron.start(host, daemon, !foreground);
        if (foreground && process.terminal().isPresent()) {
            stay(process, daemon);
        }
        return 0;
    }

    private static void stay(Process process, Process daemon) {
        process.disposition(Signal.INT, Process.Disposition.HANDLE, daemon::signal);
        process.disposition(Signal.TERM, Process.Disposition.HANDLE, daemon::signal);
        postroom.labs.host.Processes.Listener listener = ended -> process.wake();
        process.host().processes().listen(listener);
        try {
            process.await(null, () -> daemon.status() != null);
        } finally {
            process.host().processes().ignore(listener);
        }
    }

    /** Why it cannot have the pid file, if so. */
    private static Optional<String> lock(Process process) {
        try {
            Descriptor file =
                    process.open(Cron.PID_FILE, java.util.EnumSet.of(Open.READ, Open.WRITE, Open.CREATE), 0644);
            file.close();
        } catch (ErrnoException e) {
            return Optional.of("can't open or create /var/run/crond.pid: " + e.getMessage());
        }
        Optional<Daemon> other = process.host().daemons().find(Cron.UNIT);
        return other.map(it -> "can't lock /var/run/crond.pid, otherpid may be " + ((Cron) it).pid()
                + ": Resource temporarily unavailable");
    }
}
