package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.storage.MailStores;
import postroom.labs.debian.dovecot.storage.MboxStore;
import postroom.labs.debian.dovecot.storage.StorageContext;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.MailboxException;

/** The mail of one user, as a command of {@code doveadm} works on it. */
final class MailUserSession {
    private final Process process;
    private final DovecotConfig config;
    private final MailUser user;
    private final List<String> logged = new ArrayList<>();
    private MailStore store;
    private int status;
    private boolean triedToLock;

    /** It was said what went wrong, and the status was noted. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed() {
            super(null, null, false, false);
        }
    }

    /** Something that is done with the mailboxes, where they may be used. */
    @FunctionalInterface
    interface Use<T> {
        T with(MailStore store) throws MailboxException;
    }

    MailUserSession(Process process, DovecotConfig config, MailUser user) {
        this.process = process;
        this.config = config;
        this.user = user;
    }

    Process process() {
        return process;
    }

    MailUser user() {
        return user;
    }

    DovecotConfig config() {
        return config;
    }

    int status() {
        return status;
    }

    /** Does something with the mailboxes. */
    <T> T use(Use<T> work) throws IOException, MailboxException {
        MailStore mail = store();
        CompletableFuture<T> done = new CompletableFuture<>();
        mail.executor().execute(() -> {
            try {
                done.complete(work.with(mail));
            } catch (MailboxException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            process.await(done.handle((value, failure) -> null));
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MailboxException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tellLogged();
        }
    }

    private void tellLogged() throws IOException {
        for (String each : logged) {
            process.out().flush();
            process.err().println("doveadm(" + user.name() + "): " + each);
        }
        logged.clear();
    }

    private MailStore store() throws IOException {
        if (store == null) {
            StorageContext context = new StorageContext(process.host(), process.pid(), logged::add);
            try {
                store = MailStores.of(context, config, user, "doveadm");
                if (store instanceof MboxStore mbox && process.who().uid() != 0) {
                    mbox.onInbox(this::cannotLock);
                }
            } catch (ErrnoException e) {
                complain(
                        process,
                        user.name(),
                        "User initialization failed: Namespace '': "
                                + "Mail storage autodetection failed with home=" + user.home());
                status = Doveadm.FAILED;
                throw new Failed();
            }
        }
        return store;
    }

    /** A lock in the folder of mail needs the group that only root can take. */
    private void cannotLock() {
        if (!triedToLock && !config.root().get("mail_privileged_group").isEmpty()) {
            logged.add("Error: setegid(privileged) failed: Operation not permitted");
            triedToLock = true;
        }
    }

    /** The other user whose mail a command takes from. */
    MailUserSession of(MailUser other) {
        return new MailUserSession(process, config, other);
    }

    /** Says what is wrong, and remembers what status that means. */
    void failed(String what, MailboxException why) throws IOException {
        complain(process, user.name(), what + why.getMessage());
        failed(why);
    }

    void failed(MailboxException why) {
        switch (why.reason()) {
            case NOT_FOUND -> status = Doveadm.NOT_FOUND;
            case PERMISSION -> status = Doveadm.REFUSED;
            case OVER_QUOTA -> status = 73;
            case CANNOT -> status = Doveadm.USAGE;
            case EXISTS, OTHER, EXPUNGED -> status = 65;
            case INTERNAL -> status = Doveadm.FAILED;
        }
    }

    void failed(int code, String what) throws IOException {
        complain(process, user.name(), what);
        status = code;
    }

    static void complain(Process process, String user, String what) throws IOException {
        process.out().flush();
        process.err().println("doveadm(" + user + "): Error: " + what);
        process.err().flush();
    }
}
