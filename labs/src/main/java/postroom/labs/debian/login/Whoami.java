package postroom.labs.debian.login;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code whoami(1)}: the name of the effective user. */
final class Whoami extends GnuProgram {
    Whoami() {
        super("");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(0);
        Process process = call.process();
        int uid = process.who().uid();
        Optional<Accounts.User> user = process.host().accounts().user(uid);
        if (user.isEmpty()) {
            throw Failure.of(1, "cannot find name for user ID " + uid + ": No such file or directory");
        }
        process.out().println(user.get().name());
        return 0;
    }
}
