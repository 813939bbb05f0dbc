package postroom.server.pop3;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.tls.TlsContext;

/** What decides about one POP3 session until somebody has logged in. Its stages may complete on any thread. */
public interface Pop3Policy {
    /** The text of the greeting, behind {@code +OK}. */
    String greeting();

    /** Whether TLS is offered. */
    boolean offersTls();

    /** The certificate for TLS; empty if it is of no use, which the policy has told whoever should know. */
    CompletionStage<Optional<TlsContext>> tls();

    /**
     * The handshake has failed, and the session ended with it.
     *
     * @param why what the TLS library says
     */
    void handshakeFailed(String why);

    /** Whether passwords may come in clear. */
    boolean allowsPlaintext(boolean encrypted);

    /** The SASL mechanisms, as CAPA lists them. */
    String mechanisms();

    /**
     * Somebody wants to log in.
     *
     * @return the mailbox, or the line that refuses; it may take its time
     */
    CompletionStage<Login> login(String user, String password, String mechanism, boolean encrypted);

    /** The outcome of a log-in. */
    record Login(Optional<Maildrop> maildrop, String refusal) {
        /** Somebody is in. */
        public static Login accepted(Maildrop maildrop) {
            return new Login(Optional.of(maildrop), "");
        }

        /** Nobody is, for a reason that stands behind {@code -ERR}. */
        public static Login refused(String why) {
            return new Login(Optional.empty(), why);
        }
    }

    /** The session has ended before anybody was in. */
    void ended(String why, boolean encrypted);
}
