package postroom.labs.debian.adduser;

import java.io.IOException;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.WaitStatus;

/** One run of adduser or deluser: its options, what it says, and the programs that it calls for the work. */
record Work(Process process, LongOptions options, Configuration configuration) {
    FileAccess files() {
        return process.files();
    }

    Accounts accounts() {
        return process.host().accounts();
    }

    boolean has(String option) {
        return options.has(option);
    }

    /** Says what is being done, unless it is to be quiet. */
    void tell(String line) throws IOException {
        if (!has("quiet")) {
            process.out().println(line);
            if (process.fd(1).terminal().isPresent()) {
                process.out().flush();
            }
        }
    }

    void warn(String line) throws IOException {
        process.err().println(process.name() + ": " + line);
    }

    /** Says that there is no configuration, unless it is to be quiet. */
    void warnOfMissingConfiguration() throws IOException {
        if (!configuration.isFound() && !has("quiet")) {
            String name = process.name().startsWith("del") ? "deluser" : "adduser";
            warn("`" + options.value("conf", "/etc/" + name + ".conf") + "' does not exist. Using defaults.");
        }
    }

    /** Runs a program; its failure ends this one. */
    void run(String... command) throws IOException {
        int status = status(command);
        if (status != 0) {
            throw new Stop(1, "`" + String.join(" ", command) + "' returned error code " + status + ". Exiting.");
        }
    }

    /** Runs a program to its end. */
    int status(String... command) throws IOException {
        process.out().flush();
        Process child = process.fork();
        child.start(it -> it.exec(command[0], List.of(command)));
        WaitStatus end = process.waitFor(child, false);
        return end.shellStatus();
    }

    /** Perl's own words when the input has ended where an answer was due. */
    void warnOfMissingAnswer(int line) throws IOException {
        String at = " at " + (process.name().startsWith("del") ? "/usr/sbin/" + process.name() : "/usr/sbin/adduser")
                + " line ";
        process.err().println("Use of uninitialized value $answer in chop" + at + line + ".");
        process.err().println("Use of uninitialized value $answer in pattern match (m//)" + at + (line + 1) + ".");
        process.err().println("Use of uninitialized value $answer in pattern match (m//)" + at + (line + 2) + ".");
    }
}
