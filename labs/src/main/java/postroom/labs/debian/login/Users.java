package postroom.labs.debian.login;

import java.util.List;
import postroom.labs.host.Process;

/** {@code users(1)}: who is logged in by utmp, where the terminals of these hosts are not entered: nobody. */
final class Users extends SimpleCommand {
    Users() {
        super("users", 1);
    }

    @Override
    int run(Process process, List<String> words) {
        return 0;
    }
}
