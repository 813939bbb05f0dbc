package postroom.labs.debian.login;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code groups(1)}: the names of the groups that somebody is in. */
final class Groups extends GnuProgram {
    Groups() {
        super("");
    }

    @Override
    protected int run(Call call) throws IOException {
        Process process = call.process();
        List<String> names = call.operands();
        Accounts accounts = process.host().accounts();
        if (names.isEmpty()) {
            process.out().println(names(accounts, process.who()));
            return 0;
        }
        for (String name : names) {
            Optional<Accounts.User> user = accounts.user(name);
            if (user.isEmpty()) {
                call.complain(Quoting.locale(name) + ": no such user");
            } else {
                process.out().println(name + " : " + names(accounts, accounts.credentials(user.get())));
            }
        }
        return 0;
    }

    private static String names(Accounts accounts, Credentials who) {
        return Id.groups(who).stream().map(accounts::groupName).collect(Collectors.joining(" "));
    }
}
