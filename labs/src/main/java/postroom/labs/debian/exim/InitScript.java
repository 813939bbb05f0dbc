package postroom.labs.debian.exim;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;

/** {@code /etc/init.d/exim4}: start, stop, restart, reload, status. */
final class InitScript implements Program {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public int run(Process process) throws IOException {
        String action = process.arguments().isEmpty() ? "" : process.arguments().get(0);
        switch (action) {
            case "start":
                process.out().println("Starting MTA: exim4.");
                return start(process);
            case "stop":
                process.out().println("Stopping MTA: exim4_listener.");
                stop(process);
                return 0;
            case "restart", "force-reload":
                process.out().println("Stopping MTA for restart: exim4_listener.");
                stop(process);
                process.out().println("Restarting MTA: exim4.");
                return start(process);
            case "reload":
                process.out().println("Reloading exim4 configuration files: exim4.");
                new Script(process).run("/usr/sbin/update-exim4.conf");
                daemon(process).ifPresent(it -> it.signal(Signal.HUP));
                return 0;
            case "status":
                return status(process);
            default:
                process.out().println("Usage: /etc/init.d/exim4 {start|stop|restart|reload|status|what|force-stop}");
                return 1;
        }
    }

    private static Optional<Process> daemon(Process process) {
        return EximDaemon.on(process.host())
                .flatMap(it -> process.host().processes().find(it.pid()));
    }

    /** The configuration is made anew at each start. */
    private static int start(Process process) throws IOException {
        Script script = new Script(process);
        if (daemon(process).isPresent()) {
            return 0;
        }
        int made = script.run("/usr/sbin/update-exim4.conf");
        return made == 0 ? script.run("/usr/sbin/exim4", "-bd", "-q30m") : made;
    }

    private static void stop(Process process) {
        daemon(process).ifPresent(it -> {
            it.signal(Signal.TERM);
            process.await(PATIENCE, () -> it.status() != null, new Descriptor[0]);
        });
    }

    private static int status(Process process) throws IOException {
        boolean runs = daemon(process).isPresent();
        process.out().println("checking separate queue runner daemon...done (not running).");
        process.out()
                .println("checking combined SMTP listener and queue runner daemon...done (" + (runs ? "" : "not ")
                        + "running).");
        return runs ? 0 : 3;
    }
}
