package postroom.labs.debian.dovecot.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.storage.MailLocation;
import postroom.labs.debian.dovecot.storage.Maildir;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.server.pop3.Maildrop;
import postroom.server.pop3.Pop3Policy;
import postroom.server.tls.TlsContext;

/** pop3-login and pop3: what a POP3 session of Dovecot may do. */
final class Pop3Login implements Pop3Policy {
    private static final String INTERNAL =
            "[SYS/TEMP] Internal error occurred. Refer to server log for more information.";

    private final LoginSession session;

    Pop3Login(LoginSession session) {
        this.session = session;
    }

    @Override
    public String greeting() {
        return session.setting("login_greeting");
    }

    @Override
    public CompletionStage<Optional<TlsContext>> tls() {
        return session.tls();
    }

    @Override
    public boolean allowsPlaintext(boolean encrypted) {
        return session.allowsPlaintext(encrypted);
    }

    @Override
    public String mechanisms() {
        return session.mechanisms();
    }

    @Override
    public void ended(String why, boolean encrypted) {
        session.abandoned(why, encrypted);
    }

    @Override
    public CompletionStage<Login> login(String user, String password, String mechanism, boolean encrypted) {
        return session.logIn(user, password, mechanism, encrypted)
                .thenCompose(this::open)
                .exceptionally(failure -> {
                    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (why instanceof LoginSession.Refused) {
                        return Login.refused("[AUTH] " + why.getMessage());
                    }
                    throw new CompletionException(why);
                });
    }

    private CompletionStage<Login> open(MailUser user) {
        CompletableFuture<Login> done = new CompletableFuture<>();
        session.host().serial().execute(() -> {
            try {
                done.complete(Login.accepted(maildrop(user)));
            } catch (ErrnoException e) {
                session.say(
                        Priority.ERR, "Error: Couldn't open INBOX: " + e.errno().text());
                session.left("Internal error");
                done.complete(Login.refused(INTERNAL));
            }
        });
        return done;
    }

    private Maildrop maildrop(MailUser user) throws ErrnoException {
        FileAccess root = FileAccess.root(session.host().disk());
        String setting = user.mail().isEmpty() ? session.setting("mail_location") : user.mail();
        Optional<MailLocation> location = MailLocation.of(setting, user, root);
        if (location.isEmpty() || !location.get().format().equals("maildir")) {
            throw new ErrnoException(postroom.labs.io.Errno.ENOENT);
        }
        Maildir maildir = new Maildir(root, user.who(), location.get().root());
        maildir.create();
        return new Drop(maildir, maildir.look(true, now(), session.host().random()));
    }

    private long now() {
        return session.host().clock().instant().getEpochSecond();
    }

    /** The INBOX of a user, as it was at the log-in. */
    private final class Drop implements Maildrop {
        private final Maildir maildir;
        private final Maildir.View view;

        Drop(Maildir maildir, Maildir.View view) {
            this.maildir = maildir;
            this.view = view;
        }

        @Override
        public void attached(Runnable shutDown) {
            session.attached(shutDown);
        }

        @Override
        public List<Message> messages() {
            List<Message> all = new ArrayList<>();
            for (Maildir.Message each : view.messages()) {
                all.add(new Message(String.format("%08x%08x", each.uid(), view.validity()), each.size()));
            }
            return all;
        }

        @Override
        public CompletionStage<byte[]> read(int index) {
            return later(() -> maildir.read(view.messages().get(index)));
        }

        @Override
        public CompletionStage<Void> update(Set<Integer> deleted, Set<Integer> read) {
            return later(() -> {
                for (int each : deleted) {
                    maildir.remove(view.messages().get(each));
                }
                for (int each : read) {
                    Maildir.Message message = view.messages().get(each);
                    if (!deleted.contains(each) && message.flags().indexOf('S') < 0) {
                        maildir.flag(message, sorted(message.flags() + "S"));
                    }
                }
                maildir.look(true, now(), session.host().random());
                return null;
            });
        }

        private static String sorted(String flags) {
            char[] letters = flags.toCharArray();
            java.util.Arrays.sort(letters);
            return new String(letters);
        }

        private <T> CompletionStage<T> later(Work<T> work) {
            CompletableFuture<T> done = new CompletableFuture<>();
            session.host().serial().execute(() -> {
                try {
                    done.complete(work.run());
                } catch (ErrnoException e) {
                    session.say(
                            Priority.ERR, "Error: Mailbox INBOX: " + e.errno().text());
                    done.completeExceptionally(e);
                }
            });
            return done;
        }

        @Override
        public void ended(String why, Statistics done) {
            session.left(why + " top=" + done.tops() + "/" + done.topBytes() + ", retr=" + done.retrieved() + "/"
                    + done.retrievedBytes() + ", del=" + done.deleted() + "/" + done.messages() + ", size="
                    + done.size());
        }
    }

    private interface Work<T> {
        T run() throws ErrnoException;
    }
}
