package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.dovecot.auth.Authenticator;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;
import postroom.labs.io.ErrnoException;

/**
 * What a command of doveadm works with: its process, and the sockets of the Dovecot that runs, which it may use only if
 * the files in {@code /run/dovecot} let it.
 *
 * @param formatter how tables are printed ({@code -f}); empty for the command's own way
 */
record Runtime(Process process, String formatter) {
    private static final String FOLDER = "/run/dovecot/";

    /** Says so if the socket for statistics cannot be used, as every doveadm does before anything else. */
    void greetStatistics() throws IOException {
        Optional<String> trouble = trouble("stats-writer");
        if (trouble.isPresent() && trouble.get().equals("Permission denied")) {
            process.err().println("Error: net_connect_unix(/run/dovecot/stats-writer) failed: " + trouble.get());
            process.err().flush();
        }
    }

    /** Why a socket cannot be connected to; nothing if it can. */
    Optional<String> trouble(String socket) {
        FileAccess files = process.files();
        try {
            files.stat(FOLDER + socket);
        } catch (ErrnoException e) {
            return Optional.of(e.errno().text());
        }
        if (!files.allows(FOLDER + socket, 2)) {
            return Optional.of("Permission denied");
        }
        return Master.on(process.host()).isEmpty() ? Optional.of("Connection refused") : Optional.empty();
    }

    /** Ends with a message if a socket cannot be connected to. */
    boolean refused(String socket) throws IOException {
        Optional<String> trouble = trouble(socket);
        if (trouble.isPresent()) {
            process.err().println("Fatal: net_connect_unix(" + FOLDER + socket + ") failed: " + trouble.get());
        }
        return trouble.isPresent();
    }

    /** The running Dovecot, which must have been asked for by {@link #trouble}. */
    Master master() {
        return Master.on(process.host()).orElseThrow();
    }

    /** What the userdb says about somebody; a database that is of no use knows nobody, and says why in the log. */
    Optional<MailUser> user(String name) {
        Authenticator auth = auth();
        try {
            return auth.user(auth.normalised(name));
        } catch (Authenticator.Broken e) {
            log(e);
            return Optional.empty();
        }
    }

    /** Whether a password is somebody's. */
    boolean accepts(String name, String password) {
        Authenticator auth = auth();
        try {
            return auth.accepts(auth.normalised(name), password);
        } catch (Authenticator.Broken e) {
            log(e);
            return false;
        }
    }

    private Authenticator auth() {
        return new Authenticator(process.host(), master().config());
    }

    private void log(Authenticator.Broken why) {
        process.host().syslog().log("mail", Syslog.Priority.ERR, "dovecot", "auth: Error: " + why.getMessage());
    }

    /** A setting of the running Dovecot. */
    String setting(String name) {
        return master().config().root().get(name);
    }
}
