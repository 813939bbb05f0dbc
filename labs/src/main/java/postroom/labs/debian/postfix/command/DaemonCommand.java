package postroom.labs.debian.postfix.command;

import java.io.IOException;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** Postfix' daemons and scripts, when somebody runs them by hand: they refuse, since only the master starts them. */
final class DaemonCommand implements Program {
    @Override
    public int run(Process process) throws IOException {
        String name = process.name();
        return new Tool(process, name, "postfix/" + name, true).run(tool -> {
            switch (name) {
                case "postfix-script", "post-install", "postmulti-script", "postfix-tls-script", "postfix-wrapper":
                    process.err().println("This script must be run by the postfix command.");
                    process.err().println("Do not run directly.");
                    return 1;
                case "master":
                    throw new Fatal(Master.on(process.host()).isPresent()
                            ? "open lock file pid/master.pid: unable to set exclusive lock: Resource temporarily unavailable"
                            : "the master is started by the postfix command");
                case "qmgr", "nqmgr", "oqmgr", "pickup", "tlsmgr", "verify", "scache", "anvil", "postlogd":
                    throw new Fatal("service " + name + " requires a process limit of 1");
                default:
                    throw new Fatal("no transport type specified");
            }
        });
    }
}
