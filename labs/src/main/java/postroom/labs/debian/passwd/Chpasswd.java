package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code chpasswd(8)}: passwords in bulk, lines {@code user:password} of standard input; by PAM, or as hashes. */
final class Chpasswd extends ShadowTool {
    private static final Set<String> METHODS = Set.of("NONE", "DES", "MD5", "SHA256", "SHA512", "YESCRYPT");

    Chpasswd() {
        super(
                "passwd/chpasswd",
                2,
                "c:ehmR:s:",
                "crypt-method=",
                "c",
                "encrypted",
                "e",
                "help",
                "h",
                "md5",
                "m",
                "root=",
                "R",
                "sha-rounds=",
                "s");
    }

    @Override
    int run(Job job) throws IOException {
        if (job.has("c") && !METHODS.contains(job.value("c", ""))) {
            throw Refusal.usage(2, "unsupported crypt method: " + job.value("c", ""));
        }
        if (job.has("s") && !job.has("c")) {
            throw Refusal.usage(2, "-s flag is only allowed with the -c flag");
        }
        if (job.has("e") && job.has("c")) {
            throw Refusal.usage(2, "the -c, -e, and -m flags are exclusive");
        }
        boolean direct = job.has("e") || job.has("c") || job.has("m");
        AccountFiles files = direct ? job.lock(1, "/etc/passwd") : null;
        PasswordChange pam = new PasswordChange(job, "chpasswd");
        LineReader input = new LineReader(job.process());
        boolean failed = false;
        int number = 0;
        for (Optional<String> line = input.line(); line.isPresent(); line = input.line()) {
            number++;
            int colon = line.get().indexOf(':');
            if (colon < 0) {
                job.warn("line " + number + ": missing new password");
                failed = true;
                continue;
            }
            String user = line.get().substring(0, colon);
            String password = line.get().substring(colon + 1);
            failed |= direct
                    ? !write(job, files, pam, number, user, password)
                    : !change(job, pam, number, user, password);
        }
        if (failed) {
            if (direct) {
                job.warn("error detected, changes ignored");
            }
            return 1;
        }
        if (direct) {
            files.save();
        }
        return 0;
    }

    private static boolean write(
            Job job, AccountFiles files, PasswordChange pam, int number, String user, String password)
            throws IOException {
        if (files.passwd().find(user).isEmpty()) {
            job.warn("line " + number + ": user '" + user + "' does not exist");
            return false;
        }
        files.setPassword(user, job.has("e") ? password : pam.hash(password), job.today());
        return true;
    }

    private static boolean change(Job job, PasswordChange pam, int number, String user, String password)
            throws IOException {
        boolean known = job.accounts().user(user).isPresent();
        if (known && job.byRoot() && !password.isEmpty()) {
            pam.set(user, password);
            return true;
        }
        if (known && job.byRoot()) {
            for (int tried = 0; tried < 3; tried++) {
                job.process().err().println("No password has been supplied.");
            }
        } else if (known) {
            job.process().out().println("Changing password for " + user + ".");
        }
        job.warn("(user " + user + ") pam_chauthtok() failed, error:");
        job.process().err().println("Authentication token manipulation error");
        job.warn("(line " + number + ", user " + user + ") password not changed");
        return false;
    }
}
