package postroom.labs.debian.login;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code lastlog(8)}: when each user logged in last by /var/log/lastlog, where a lab's terminals are not entered: never. */
final class Lastlog extends GetoptProgram {
    Lastlog() {
        super(new Getopt(
                "b:ChR:St:u:",
                "before=",
                "b",
                "clear",
                "C",
                "help",
                "h",
                "root=",
                "R",
                "set",
                "S",
                "time=",
                "t",
                "user=",
                "u"));
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("login/lastlog"));
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        for (Getopt.Option each : parsed.options()) {
            if (each.is("h")) {
                process.out().print(HelpText.of("login/lastlog"));
                return 0;
            }
            if ((each.is("t") || each.is("b")) && !each.value().matches("[0-9]{1,9}")) {
                process.err().println("lastlog: invalid numeric argument '" + each.value() + "'");
                return 1;
            }
        }
        if (!parsed.operands().isEmpty()) {
            process.err()
                    .println(
                            "lastlog: unexpected argument: " + parsed.operands().get(0));
            return misused(process);
        }
        String wanted = parsed.value("u", "");
        Optional<int[]> range = range(process.host().accounts(), wanted);
        if (range.isEmpty()) {
            process.err().println("lastlog: Unknown user or range: " + wanted);
            return 1;
        }
        if (parsed.has("C") || parsed.has("S")) {
            if (wanted.isEmpty()) {
                process.err().println("lastlog: Options -C and -S require option -u to specify the user");
                return misused(process);
            }
            if (!process.who().isRoot()) {
                process.err().println("/var/log/lastlog: Permission denied");
                return 1;
            }
            return 0;
        }
        List<Accounts.User> users = process.host().accounts().users().stream()
                .filter(it -> it.uid() >= range.get()[0] && it.uid() <= range.get()[1])
                .toList();
        boolean titled = false;
        for (Accounts.User each : parsed.has("t") ? List.<Accounts.User>of() : users) {
            if (!titled) {
                process.out().println("Username         Port     From                                       Latest");
                titled = true;
            }
            process.out().printf("%-16.16s %51s**Never logged in**\n", each.name(), " ");
        }
        return 0;
    }

    private static Optional<int[]> range(Accounts accounts, String text) {
        if (text.isEmpty()) {
            return Optional.of(new int[] {0, Integer.MAX_VALUE});
        }
        Optional<Accounts.User> user = accounts.user(text);
        if (user.isPresent()) {
            return Optional.of(new int[] {user.get().uid(), user.get().uid()});
        }
        if (!text.matches("[0-9]{0,9}-?[0-9]{0,9}") || text.equals("-")) {
            return Optional.empty();
        }
        int dash = text.indexOf('-');
        String from = dash < 0 ? text : text.substring(0, dash);
        String to = dash < 0 ? text : text.substring(dash + 1);
        return Optional.of(new int[] {
            from.isEmpty() ? 0 : Integer.parseInt(from), to.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(to)
        });
    }
}
