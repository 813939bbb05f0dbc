package postroom.labs.debian.passwd;

import java.io.IOException;
import postroom.labs.fs.TextFile;
import postroom.labs.host.Accounts;

/** {@code chsh(1)}: another shell, for a user himself one of {@code /etc/shells}. */
final class Chsh extends ShadowTool {
    Chsh() {
        super("passwd/chsh", 2, "hR:s:", "help", "h", "root=", "R", "shell=", "s");
    }

    @Override
    int run(Job job) throws IOException {
        if (job.operands().size() > 1) {
            throw Refusal.usage(2, null);
        }
        String name = job.operands().isEmpty() ? job.caller() : job.operands().get(0);
        Accounts.User user =
                job.accounts().user(name).orElseThrow(() -> Refusal.of(1, "user '" + name + "' does not exist"));
        if (!job.byRoot()
                && (user.uid() != job.process().realUid()
                        || !TextFile.lines(job.files(), "/etc/shells").contains(user.shell()))) {
            job.process().err().println("You may not change the shell for '" + name + "'.");
            return 1;
        }
        OwnAccount.authenticate(job, name);
        String shell = job.has("s") ? job.value("s", "") : ask(job, user);
        check(job, shell);
        AccountFiles files = job.lock(1, "/etc/passwd");
        files.setUser(name, AccountFiles.SHELL, shell);
        files.save();
        job.log("changed user '" + name + "' shell to '" + shell + "'");
        return 0;
    }

    private static String ask(Job job, Accounts.User user) throws IOException {
        job.process().out().println("Changing the login shell for " + user.name());
        job.process().out().println("Enter the new value, or press ENTER for the default");
        String now = user.shell();
        return new LineReader(job.process())
                .ask("\tLogin Shell [" + now + "]: ")
                .filter(it -> !it.isEmpty())
                .orElse(now);
    }

    private static void check(Job job, String shell) throws IOException {
        if (shell.contains(":") || shell.contains("=") || shell.contains(",")) {
            throw Refusal.of(1, "Invalid entry: " + shell);
        }
        if (!job.byRoot()
                && (!TextFile.lines(job.files(), "/etc/shells").contains(shell)
                        || !job.files().allows(shell, 1))) {
            throw Refusal.of(1, shell + " is an invalid shell");
        }
        if (!job.files().exists(shell)) {
            job.warn("Warning: " + shell + " does not exist");
        } else if (!job.files().allows(shell, 1)) {
            job.warn("Warning: " + shell + " is not executable");
        }
    }
}
