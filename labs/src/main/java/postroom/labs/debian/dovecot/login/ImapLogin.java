package postroom.labs.debian.dovecot.login;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;
import postroom.server.imap.ImapPolicy;
import postroom.server.imap.ImapUser;
import postroom.server.mailbox.MailStore;
import postroom.server.tls.TlsContext;

/** imap-login and imap: what an IMAP session of Dovecot may do. */
final class ImapLogin implements ImapPolicy {
    private static final String INTERNAL =
            "[UNAVAILABLE] Internal error occurred. Refer to server log for more information.";

    private final LoginSession session;

    ImapLogin(LoginSession session) {
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
    public void attempted() {
        session.attempted();
    }

    @Override
    public CompletionStage<Login> login(String user, String password, String mechanism, boolean encrypted) {
        return session.logIn(user, password, mechanism, encrypted)
                .thenCompose(this::open)
                .exceptionally(failure -> {
                    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (why instanceof LoginSession.Refused) {
                        return Login.refused("[AUTHENTICATIONFAILED] " + why.getMessage());
                    }
                    if (why instanceof LoginSession.Limited) {
                        return Login.refusedForGood("[LIMIT] " + why.getMessage());
                    }
                    throw new CompletionException(why);
                });
    }

    private CompletionStage<Login> open(MailUser user) {
        CompletableFuture<Login> done = new CompletableFuture<>();
        session.host().serial().execute(() -> {
            try {
                done.complete(Login.accepted(new Somebody(session.mailStore())));
            } catch (ErrnoException e) {
                session.say(
                        Priority.ERR,
                        "Error: User " + user.name() + ": Initialization failed: "
                                + e.errno().text());
                session.left("Internal error");
                done.complete(Login.refused(INTERNAL));
            }
        });
        return done;
    }

    /** Who is in. */
    private final class Somebody implements ImapUser {
        private final MailStore store;

        Somebody(MailStore store) {
            this.store = store;
        }

        @Override
        public MailStore store() {
            return store;
        }

        @Override
        public Clock clock() {
            return session.host().clock().withZone(ZoneOffset.UTC);
        }

        @Override
        public void attached(Runnable shutDown) {
            session.attached(shutDown);
        }

        @Override
        public void ended(String why) {
            session.left(why);
        }
    }
}
