package postroom.labs.debian.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code id(1)}: the numbers and names of users and their groups. */
public final class Id implements Program {
    private static final Getopt GETOPT = new Getopt(
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
            "z",
            "help",
            "help",
            "version",
            "version");

    /** Somebody's ids; {@code realUid} and {@code realGid} differ in set-uid programs. */
    private record Ids(int realUid, int realGid, Credentials effective) {}

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("help")) {
            process.out().print(HelpText.of("coreutils/id"));
            return 0;
        }
        if (parsed.has("version")) {
            process.out().println("id (GNU coreutils) 9.1");
            return 0;
        }
        Optional<String> complaint = complaint(parsed);
        if (complaint.isPresent()) {
            process.err().println("id: " + complaint.get());
            return 1;
        }
        int result = 0;
        if (parsed.operands().isEmpty()) {
            print(process, parsed, new Ids(process.realUid(), process.realGid(), process.who()));
        }
        Accounts accounts = process.host().accounts();
        for (String name : parsed.operands()) {
            Optional<Accounts.User> user = Names.user(accounts, name);
            if (user.isEmpty()) {
                process.out().flush();
                process.err()
                        .println("id: ‘" + name + "’: no such user"
                                + (name.isEmpty() ? ": No such file or directory" : ""));
                result = 1;
                continue;
            }
            Credentials all = accounts.credentials(user.get());
            print(process, parsed, new Ids(all.uid(), all.gid(), all));
        }
        return result;
    }

    private static Optional<String> complaint(Getopt.Parsed parsed) {
        if (parsed.has("Z")) {
            return Optional.of("--context (-Z) works only on an SELinux-enabled kernel");
        }
        long choices = parsed.options().stream()
                .map(Getopt.Option::key)
                .filter("ugG"::contains)
                .distinct()
                .count();
        if (choices > 1) {
            return Optional.of("cannot print \"only\" of more than one choice");
        }
        if (choices == 0 && (parsed.has("n") || parsed.has("r"))) {
            return Optional.of("cannot print only names or real IDs in default format");
        }
        return choices == 0 && parsed.has("z")
                ? Optional.of("option --zero not permitted in default format")
                : Optional.empty();
    }

    private static void print(Process process, Getopt.Parsed parsed, Ids ids) throws IOException {
        Accounts accounts = process.host().accounts();
        boolean real = parsed.has("r");
        boolean names = parsed.has("n");
        String end = parsed.has("z") ? "\0" : "\n";
        IntFunction<String> groupText = names ? accounts::groupName : Integer::toString;
        if (parsed.has("u")) {
            int uid = real ? ids.realUid : ids.effective.uid();
            process.out().print((names ? accounts.userName(uid) : Integer.toString(uid)) + end);
        } else if (parsed.has("g")) {
            process.out().print(groupText.apply(real ? ids.realGid : ids.effective.gid()) + end);
        } else if (parsed.has("G")) {
            String separator = parsed.has("z") ? "\0" : " ";
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
