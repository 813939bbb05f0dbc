package postroom.server.imap;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.tls.TlsContext;

/** What decides about one IMAP session until somebody has logged in. Its stages may complete on any thread. */
public interface ImapPolicy {
    /** The text of the greeting, behind the capabilities. */
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

    /** The SASL mechanisms, with blanks between. */
    String mechanisms();

    /**
     * Somebody wants to log in.
     *
     * @return the user, or what refuses; it may take its time
     */
    CompletionStage<Login> login(String user, String password, String mechanism, boolean encrypted);

    /** Somebody has begun to log in, but there was nothing to try. */
    void attempted();

    /**
     * The outcome of a log-in.
     *
     * @param ends whether the connection ends with a refusal
     */
    record Login(Optional<ImapUser> user, String refusal, boolean ends) {
        /** Somebody is in. */
        public static Login accepted(ImapUser user) {
            return new Login(Optional.of(user), "", false);
        }

        /** Nobody is, for a reason that stands behind {@code NO}. */
        public static Login refused(String why) {
            return new Login(Optional.empty(), why, false);
        }

        /** The same, and the connection ends. */
        public static Login refusedForGood(String why) {
            return new Login(Optional.empty(), why, true);
        }
    }

    /** The session has ended before anybody was in. */
    void ended(String why, boolean encrypted);
}
