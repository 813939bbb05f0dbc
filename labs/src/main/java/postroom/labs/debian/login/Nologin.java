package postroom.labs.debian.login;

import java.io.IOException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code nologin(8)}: the shell of accounts that nobody logs in to. */
final class Nologin implements Program {
    @Override
    public int run(Process process) throws IOException {
        process.out().println("This account is currently not available.");
        return 1;
    }
}
