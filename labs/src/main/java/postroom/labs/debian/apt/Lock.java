package postroom.labs.debian.apt;

import java.io.IOException;
import postroom.labs.host.Process;

/** What apt says before it begins: who may not, and that it reads its lists. */
final class Lock {
    private Lock() {}

    /** False, with apt's words, for one who is not root. */
    static boolean take(Process process) throws IOException {
        if (process.who().isRoot()) {
            return true;
        }
        process.err().println("E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)");
        process.err()
                .println("E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?");
        return false;
    }

    static void reading(Process process, int quiet) throws IOException {
        if (quiet < 2) {
            String done = done(process, quiet);
            process.out().println("Reading package lists..." + done);
            process.out().println("Building dependency tree..." + done);
            process.out().println("Reading state information..." + done);
        }
    }

    /** On a terminal apt counts up to this word. */
    static String done(Process process, int quiet) throws IOException {
        return quiet == 0 && process.fd(1).terminal().isPresent() ? " Done" : "";
    }
}
