package postroom.labs.debian.login;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code whoami(1)}: the name of the effective user. */
final class Whoami extends SimpleCommand {
    Whoami() {
        super("whoami", 0);
    }

    @Override
    int run(Process process, List<String> words) throws IOException {
        int uid = process.who().uid();
        Optional<Accounts.User> user = process.host().accounts().user(uid);
        if (user.isEmpty()) {
            process.err().println("whoami: cannot find name for user ID " + uid + ": No such file or directory");
            return 1;
        }
        process.out().println(user.get().name());
        return 0;
    }
}
