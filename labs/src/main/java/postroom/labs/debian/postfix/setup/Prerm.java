package postroom.labs.debian.postfix.setup;

import java.io.IOException;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.dpkg.Trees;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postfix.prerm}: stops the service and empties the chroot. */
final class Prerm implements Program {
    @Override
    public int run(Process process) throws IOException {
        if (process.arguments().contains("remove")) {
            Service.stop(new Script(process));
            Trees trees = new Trees(process);
            trees.delete("/var/spool/postfix/lib");
            trees.delete("/var/spool/postfix/etc");
        }
        return 0;
    }
}
