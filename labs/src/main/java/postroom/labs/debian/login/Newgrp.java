package postroom.labs.debian.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.libcrypt.Crypt;
import postroom.labs.debian.pam.PasswordReader;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Syslog.Priority;

/** {@code newgrp(1)}, {@code sg(1)}: a shell, or a command of it, with another group as its own. */
final class Newgrp implements Program {
    @Override
    public int run(Process process) throws IOException {
        boolean isSg = process.name().equals("sg");
        List<String> words = new ArrayList<>(process.arguments());
        boolean login = !words.isEmpty() && words.get(0).matches("-l?");
        if (login) {
            words.remove(0);
        }
        if (!words.isEmpty() && words.get(0).startsWith("-") || isSg && words.isEmpty() || !isSg && words.size() > 1) {
            process.err().println(isSg ? "Usage: sg group [[-c] command]" : "Usage: newgrp [-] [group]");
            return 1;
        }
        Accounts accounts = process.host().accounts();
        Optional<Accounts.User> user = accounts.user(process.realUid());
        if (user.isEmpty()) {
            process.err().println(process.name() + ": Cannot determine your user name.");
            return 1;
        }
        String name = words.isEmpty() ? accounts.groupName(user.get().gid()) : words.get(0);
        Optional<Accounts.Group> group = Names.group(accounts, name);
        if (group.isEmpty()) {
            process.err().println(process.name() + ": group '" + name + "' does not exist");
            return 1;
        }
        if (!mayJoin(process, user.get(), group.get())) {
            return 1;
        }
        Set<Integer> all = new HashSet<>(process.who().groups());
        all.add(group.get().gid());
        process.become(new Credentials(process.realUid(), group.get().gid(), all));
        List<String> command =
                words.size() > 1 && words.get(1).equals("-c") ? words.subList(2, words.size()) : rest(words);
        return execute(process, user.get(), command, login);
    }

    private static List<String> rest(List<String> words) {
        return words.size() > 1 ? words.subList(1, words.size()) : List.of();
    }

    /** Members and root may; others give the group's password, if it has one. */
    private static boolean mayJoin(Process process, Accounts.User user, Accounts.Group group) throws IOException {
        boolean member = group.gid() == user.gid() || group.members().contains(user.name());
        if (member || process.realUid() == 0) {
            return true;
        }
        PasswordReader.Answer answer = new PasswordReader(process, process.fd(0), process.fd(2)).read("Password: ");
        String hash = hash(process, group.name());
        if (!hash.isEmpty() && Crypt.matches(answer.text(), hash)) {
            return true;
        }
        process.host()
                .syslog()
                .log(
                        "auth",
                        Priority.INFO,
                        process.name() + "[" + process.pid() + "]",
                        "Invalid password for group '" + group.name() + "' from '" + user.name() + "'");
        process.err().println("Invalid password.");
        return false;
    }

    private static String hash(Process process, String group) throws IOException {
        FileAccess root = FileAccess.root(process.host().disk());
        String text =
                root.exists("/etc/gshadow") ? new String(root.readAll("/etc/gshadow"), StandardCharsets.UTF_8) : "";
        return text.lines()
                .map(line -> line.split(":", -1))
                .filter(field -> field.length > 1 && field[0].equals(group))
                .map(field -> field[1])
                .findFirst()
                .orElse("");
    }

    private static int execute(Process process, Accounts.User user, List<String> command, boolean login)
            throws IOException {
        String shell = user.shell().isEmpty() ? "/bin/sh" : user.shell();
        String base = shell.substring(shell.lastIndexOf('/') + 1);
        if (!command.isEmpty()) {
            return process.exec("/bin/sh", List.of("sh", "-c", String.join(" ", command)));
        }
        if (login) {
            process.chdir(user.home());
        }
        if (TextFile.lines(FileAccess.root(process.host().disk()), "/etc/shells")
                .isEmpty()) {
            return process.exec("/bin/sh", List.of("sh"));
        }
        return process.exec(shell, List.of(login ? "-" + base : base));
    }
}
