package postroom.labs.debian.dovecot.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;
import postroom.server.pop3.Maildrop;
import postroom.server.pop3.Pop3Policy;
import postroom.server.tls.TlsContext;

/** pop3-login and pop3: what a POP3 session of Dovecot may do. */
final class Pop3Login implements Pop3Policy {
    private static final int TRIES = 20;
    private static final String INTERNAL =
            "[SYS/TEMP] Internal error occurred. Refer to server log for more information.";

    private static final MailFlags SEEN = new MailFlags(MailFlags.SEEN, List.of());

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
    public boolean offersTls() {
        return session.offersTls();
    }

    @Override
    public void handshakeFailed(String why) {
        session.handshakeFailed(why);
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
                    if (why instanceof LoginSession.Limited) {
                        return Login.refused("[IN-USE] " + why.getMessage());
                    }
                    throw new CompletionException(why);
                });
    }

    private CompletionStage<Login> open(MailUser user) {
        CompletableFuture<Login> done = new CompletableFuture<>();
        session.host().serial().execute(() -> {
            try {
                Mailbox inbox = session.mailStore().open("INBOX");
                done.complete(Login.accepted(drop(inbox)));
            } catch (ErrnoException e) {
                refuse(e.errno().text(), done);
            } catch (MailboxException e) {
                refuse(e.getMessage(), done);
            }
        });
        return done;
    }

    /** The messages with their sizes; looks again if some go meanwhile. */
    private Drop drop(Mailbox inbox) throws MailboxException {
        for (int tries = TRIES; ; tries--) {
            try {
                return new Drop(inbox, inbox.look(true));
            } catch (MailboxException e) {
                if (e.reason() != MailboxException.Reason.EXPUNGED || tries == 0) {
                    throw e;
                }
            }
        }
    }

    private void refuse(String why, CompletableFuture<Login> done) {
        session.say(Priority.ERR, "Error: Couldn't open INBOX: " + why);
        session.left("Internal error");
        done.complete(Login.refused(INTERNAL));
    }

    /** The INBOX of a user, as it was at the log-in. */
    private final class Drop implements Maildrop {
        private final Mailbox mailbox;
        private final MailboxView view;
        private final List<Message> messages = new ArrayList<>();

        Drop(Mailbox mailbox, MailboxView view) throws MailboxException {
            this.mailbox = mailbox;
            this.view = view;
            for (MailRecord each : view.messages()) {
                messages.add(
                        new Message(String.format("%08x%08x", each.uid(), view.validity()), mailbox.size(each.uid())));
            }
        }

        @Override
        public void attached(Runnable shutDown) {
            session.attached(shutDown);
        }

        @Override
        public List<Message> messages() {
            return messages;
        }

        @Override
        public CompletionStage<byte[]> read(int index) {
            return later(() -> mailbox.read(uid(index)));
        }

        private long uid(int index) {
            return view.messages().get(index).uid();
        }

        @Override
        public CompletionStage<Void> update(Set<Integer> deleted, Set<Integer> read) {
            return later(() -> {
                Set<Integer> kept = new TreeSet<>(read);
                kept.removeAll(deleted);
                mailbox.expunge(deleted.stream().map(this::uid).toList());
                mailbox.flag(kept.stream().map(this::uid).toList(), it -> it.plus(SEEN));
                mailbox.look(true);
                return null;
            });
        }

        private <T> CompletionStage<T> later(Work<T> work) {
            CompletableFuture<T> done = new CompletableFuture<>();
            session.host().serial().execute(() -> {
                try {
                    done.complete(work.run());
                } catch (MailboxException e) {
                    session.say(Priority.ERR, "Error: Mailbox INBOX: " + e.getMessage());
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
        T run() throws MailboxException;
    }
}
