package postroom.labs.debian.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** {@code id(1)}: the numbers and names of users and their groups. */
public final class Id extends GnuProgram {
    /** Somebody's ids; {@code realUid} and {@code realGid} differ in set-uid programs. */
    private record Ids(int realUid, int realGid, Credentials effective) {}

    /** The program. */
    public Id() {
        super(
                "agnruzGZ",
                "context",
                "Z",
                "group",
                "g",
                "groups",
                "G",
                "name",
                "n",
                "real",
                "r",
                "user",
                "u",
                "zero",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        check(call);
        Process process = call.process();
        if (call.operands().isEmpty()) {
            print(call, new Ids(process.realUid(), process.realGid(), process.who()));
        }
        Accounts accounts = process.host().accounts();
        for (String name : call.operands()) {
            Optional<Accounts.User> user = Names.user(accounts, name);
            if (user.isEmpty()) {
                call.complain(Quoting.locale(name) + ": no such user"
                        + (name.isEmpty() ? ": No such file or directory" : ""));
                continue;
            }
            Credentials all = accounts.credentials(user.get());
            print(call, new Ids(all.uid(), all.gid(), all));
        }
        return 0;
    }

    private static void check(Call call) {
        if (call.has("Z")) {
            throw Failure.of(1, "--context (-Z) works only on an SELinux-enabled kernel");
        }
        long choices = call.options().stream()
                .map(Getopt.Option::key)
                .filter("ugG"::contains)
                .distinct()
                .count();
        if (choices > 1) {
            throw Failure.of(1, "cannot print \"only\" of more than one choice");
        }
        if (choices == 0 && call.has("n", "r")) {
            throw Failure.of(1, "cannot print only names or real IDs in default format");
        }
        if (choices == 0 && call.has("z")) {
            throw Failure.of(1, "option --zero not permitted in default format");
        }
    }

    private static void print(Call call, Ids ids) throws IOException {
        Process process = call.process();
        Accounts accounts = process.host().accounts();
        boolean real = call.has("r");
        boolean names = call.has("n");
        String end = call.has("z") ? "\0" : "\n";
        IntFunction<String> groupText = names ? accounts::groupName : Integer::toString;
        if (call.has("u")) {
            int uid = real ? ids.realUid : ids.effective.uid();
            process.out().print((names ? accounts.userName(uid) : Integer.toString(uid)) + end);
        } else if (call.has("g")) {
            process.out().print(groupText.apply(real ? ids.realGid : ids.effective.gid()) + end);
        } else if (call.has("G")) {
            String separator = call.has("z") ? "\0" : " ";
            process.out()
                    .print(groups(ids.effective).stream().map(groupText::apply).collect(Collectors.joining(separator))
                            + end);
        } else {
            process.out().println(everything(accounts, ids));
        }
    }

    private static String everything(Accounts accounts, Ids ids) {
        StringBuilder out = new StringBuilder("uid=" + user(accounts, ids.realUid));
        out.append(" gid=").append(group(accounts, ids.realGid));
        if (ids.effective.uid() != ids.realUid) {
            out.append(" euid=").append(user(accounts, ids.effective.uid()));
        }
        if (ids.effective.gid() != ids.realGid) {
            out.append(" egid=").append(group(accounts, ids.effective.gid()));
        }
        String groups =
                groups(ids.effective).stream().map(it -> group(accounts, it)).collect(Collectors.joining(","));
        return out.append(" groups=").append(groups).toString();
    }

    private static String user(Accounts accounts, int uid) {
        return uid + accounts.user(uid).map(it -> "(" + it.name() + ")").orElse("");
    }

    private static String group(Accounts accounts, int gid) {
        return gid + accounts.group(gid).map(it -> "(" + it.name() + ")").orElse("");
    }

    /** The effective group, then the others in order of their numbers. */
    static List<Integer> groups(Credentials who) {
        List<Integer> groups = new ArrayList<>(List.of(who.gid()));
        for (int gid : new TreeSet<>(who.groups())) {
            if (gid != who.gid()) {
                groups.add(gid);
            }
        }
        return groups;
    }
}
