package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.storage.MailLocation;
import postroom.labs.debian.dovecot.storage.MailStores;
import postroom.labs.debian.dovecot.storage.MboxStore;
import postroom.labs.debian.dovecot.storage.StorageContext;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.MailboxException;

/** The mail of one user, as a command of {@code doveadm} works on it. */
final class MailUserSession {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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

    /**
     * All names of mailboxes: INBOX alone, if the user's folder cannot even be made.
     *
     * @param tells whether it is said that it cannot
     */
    List<MailStore.Entry> list(boolean tells) throws IOException {
        Optional<String> why = unreachable();
        if (why.isPresent()) {
            if (tells) {
                complain(process, user.name(), why.get());
            }
            return List.of(new MailStore.Entry("INBOX", true));
        }
        try {
            return use(MailStore::list);
        } catch (MailboxException e) {
            failed("Listing mailboxes failed: ", e);
            return List.of();
        }
    }

    /** Whether names that are no mailboxes are folders on the disk, and known as such. */
    boolean hasFolders() throws IOException {
        return store().separator() == '/';
    }

    /** Why the folder of the user's mail can be neither used nor made. */
    private Optional<String> unreachable() {
        FileAccess all = FileAccess.root(process.host().disk());
        String setting = user.mail().isEmpty() ? config.get("mail_location", "doveadm") : user.mail();
        Optional<MailLocation> location = MailLocation.of(setting, user, all);
        FileAccess own = all.as(user.who());
        if (location.isEmpty() || own.exists(location.get().root())) {
            return Optional.empty();
        }
        String path = location.get().root();
        String above = path;
        while (!all.exists(above)) {
            above = above.substring(0, Math.max(1, above.lastIndexOf('/')));
        }
        if (own.allows(above, 2)) {
            return Optional.empty();
        }
        Accounts accounts = process.host().accounts();
        int uid = user.who().uid();
        int gid = user.who().gid();
        String why = "mkdir(" + path + ") failed: Permission denied (euid=" + uid + "(" + accounts.userName(uid)
                + ") egid=" + gid + "(" + accounts.groupName(gid) + ")";
        try {
            Stat stat = all.stat(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
            why += String.format(
                    " missing +w perm: %s, dir owned by %d:%d mode=0%o", above, stat.uid(), stat.gid(), stat.mode());
        } catch (ErrnoException missing) {
            return Optional.of(why + ")");
        }
        return Optional.of(why + ")");
    }

    private void refuseUnreachable() throws IOException, MailboxException {
        Optional<String> why = unreachable();
        if (why.isPresent()) {
            String internal = "Internal error occurred. Refer to server log for more information. ["
                    + DATE.format(process.host().clock().instant().atZone(ZoneOffset.UTC)) + "]";
            complain(process, user.name(), why.get());
            complain(process, user.name(), why.get());
            complain(process, user.name(), "Mailbox INBOX: Failed to autocreate mailbox: " + internal);
            throw new MailboxException(
                    MailboxException.Reason.INTERNAL, "Mailbox INBOX: Failed to autocreate mailbox: " + internal);
        }
    }

    /** Does something with the mailboxes. */
    <T> T use(Use<T> work) throws IOException, MailboxException {
        refuseUnreachable();
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
            if (e.getCause() instanceof FoundMessage.Fatal fatal) {
                throw fatal;
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
                        "User initialization failed: Namespace '': " + "Mail storage autodetection failed with home="
                                + user.home());
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
        boolean wrongName = why.getMessage().startsWith("Invalid mailbox name");
        note(
                switch (why.reason()) {
                    case NOT_FOUND -> Doveadm.NOT_FOUND;
                    case PERMISSION -> Doveadm.REFUSED;
                    case OVER_QUOTA -> 73;
                    case CANNOT -> wrongName ? Doveadm.USAGE : 65;
                    case EXISTS, OTHER, EXPUNGED -> 65;
                    case INTERNAL -> Doveadm.FAILED;
                });
    }

    void failed(int code, String what) throws IOException {
        complain(process, user.name(), what);
        note(code);
    }

    /** The first failure is the one that counts, unless it was one that may pass. */
    private void note(int code) {
        if (status == 0 || status == Doveadm.FAILED) {
            status = code;
        }
    }

    static void complain(Process process, String user, String what) throws IOException {
        process.out().flush();
        process.err().println("doveadm(" + user + "): Error: " + what);
        process.err().flush();
    }
}
