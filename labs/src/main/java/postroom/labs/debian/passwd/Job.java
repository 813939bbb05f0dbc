package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;

/** One run of a program of the shadow suite: its process, its command line, its way to the log. */
record Job(Process process, Getopt.Parsed parsed) {
    boolean has(String key) {
        return parsed.has(key);
    }

    String value(String key, String fallback) {
        return parsed.value(key, fallback);
    }

    List<String> operands() {
        return parsed.operands();
    }

    /** The operand of a program that takes just one. */
    String operand() {
        if (operands().size() != 1) {
            throw Refusal.usage(2, null);
        }
        return operands().get(0);
    }

    /** The user of this name; refuses if there is none. */
    Accounts.User user(String name) {
        return accounts().user(name).orElseThrow(() -> Refusal.of(6, "user '" + name + "' does not exist"));
    }

    /** The group of this name; refuses if there is none. */
    Accounts.Group group(String name) {
        return accounts().group(name).orElseThrow(() -> Refusal.of(6, "group '" + name + "' does not exist"));
    }

    /** The program's name as it stands before its messages. */
    String name() {
        return process.name();
    }

    FileAccess files() {
        return process.files();
    }

    Accounts accounts() {
        return process.host().accounts();
    }

    /** True if the superuser called, not only lent his rights to the program. */
    boolean byRoot() {
        return process.realUid() == 0;
    }

    /** The name of who called. */
    String caller() {
        return accounts().userName(process.realUid());
    }

    void warn(String text) throws IOException {
        process.err().println(name() + ": " + text);
    }

    void log(Syslog.Priority priority, String text) {
        process.host().syslog().log("authpriv", priority, name() + "[" + process.pid() + "]", text);
    }

    void log(String text) {
        log(Syslog.Priority.INFO, text);
    }

    /** Days since 1970, by the lab's clock. */
    long today() {
        return Math.floorDiv(process.host().clock().instant().getEpochSecond(), 86_400L);
    }

    /**
     * The account files, locked; refuses as the real ones do if the lock is not to be had.
     *
     * @param first the file that is locked first, and named
     */
    AccountFiles lock(int status, String first) throws IOException {
        if (!process.who().isRoot()) {
            warn("Permission denied.");
            throw Refusal.of(status, "cannot lock " + first + "; try again later.");
        }
        if (!files().exists("/etc/.pwd.lock")) {
            files().writeAll("/etc/.pwd.lock", new byte[0]);
            files().chmod("/etc/.pwd.lock", 0600);
        }
        return new AccountFiles(files());
    }
}
