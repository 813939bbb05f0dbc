package postroom.labs.debian.postfix.setup;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.adduser.SystemAccounts;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.dpkg.Trees;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postfix.postrm purge}: the queue, the configuration, the accounts and the answers go. */
final class Postrm implements Program {
    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("purge")) {
            return 0;
        }
        Trees trees = new Trees(process);
        for (String path : List.of("/var/spool/postfix", "/var/lib/postfix", "/etc/postfix")) {
            trees.delete(path);
        }
        SystemAccounts accounts = new SystemAccounts(process, false);
        accounts.deleteUser("postfix");
        accounts.deleteGroup("postdrop");
        accounts.deleteGroup("postfix");
        Service.forget(new Script(process));
        try (DebconfSession session = new DebconfSession(process, "postfix", null)) {
            session.purge("postfix");
        }
        return 0;
    }
}
