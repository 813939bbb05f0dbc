package postroom.labs.debian.login;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code groups(1)}: the names of the groups that somebody is in. */
final class Groups extends SimpleCommand {
    Groups() {
        super("groups", Integer.MAX_VALUE);
    }

    @Override
    int run(Process process, java.util.List<String> names) throws IOException {
        Accounts accounts = process.host().accounts();
        if (names.isEmpty()) {
            process.out().println(names(accounts, process.who()));
            return 0;
        }
        int result = 0;
        for (String name : names) {
            Optional<Accounts.User> user = accounts.user(name);
            if (user.isEmpty()) {
                process.out().flush();
                process.err().println("groups: ‘" + name + "’: no such user");
                result = 1;
            } else {
                process.out().println(name + " : " + names(accounts, accounts.credentials(user.get())));
            }
        }
        return result;
    }

    private static String names(Accounts accounts, Credentials who) {
        return Id.groups(who).stream().map(accounts::groupName).collect(Collectors.joining(" "));
    }
}
