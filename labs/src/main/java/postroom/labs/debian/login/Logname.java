package postroom.labs.debian.login;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;

/** {@code logname(1)}: the log-in name by utmp. The terminals of these hosts are not entered there, so it has none. */
final class Logname extends SimpleCommand {
    Logname() {
        super("logname", 0);
    }

    @Override
    int run(Process process, List<String> words) throws IOException {
        process.err().println("logname: no login name");
        return 1;
    }
}
