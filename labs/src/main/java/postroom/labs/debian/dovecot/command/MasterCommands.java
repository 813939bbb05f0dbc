package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code doveadm stop}, {@code reload} and {@code config}. */
final class MasterCommands {
    private static final String PID = "/run/dovecot/master.pid";

    private MasterCommands() {}

    static int stop(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        DoveadmCommand.none(arguments);
        Optional<Master> master = running(runtime);
        if (master.isEmpty()) {
            return Doveadm.FAILED;
        }
        int pid = runtime.process().pid();
        int uid = runtime.process().realUid();
        runtime.process()
                .await(Master.run(runtime.process().host(), () -> master.get().stop(pid, uid)));
        return 0;
    }

    static int reload(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        DoveadmCommand.none(arguments);
        Optional<Master> master = running(runtime);
        if (master.isEmpty()) {
            return Doveadm.FAILED;
        }
        runtime.process()
                .await(Master.run(runtime.process().host(), () -> master.get().reload()));
        return 0;
    }

    /** The Dovecot that the pid file names; if there is none, that has been said. */
    private static Optional<Master> running(Runtime runtime) throws IOException {
        try {
            runtime.process().files().readAll(PID);
        } catch (ErrnoException e) {
            String why = e.errno() == Errno.ENOENT
                    ? "Dovecot is not running (read from " + PID + ")"
                    : "open(" + PID + ") failed: " + e.errno().text();
            runtime.process().err().println("Fatal: " + why);
            return Optional.empty();
        }
        Optional<Master> master = Master.on(runtime.process().host());
        if (master.isEmpty()) {
            runtime.process().err().println("Fatal: Dovecot is not running (read from " + PID + ")");
        }
        return master;
    }

    static int config(Runtime runtime, List<String> arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of("doveconf"));
        argv.addAll(arguments);
        return runtime.process().exec("/usr/bin/doveconf", argv);
    }
}
