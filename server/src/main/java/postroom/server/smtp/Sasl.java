package postroom.server.smtp;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** SASL on an SMTP port (RFC 4954): what is offered, and who a client has proved to be. */
public final class Sasl {

    private Sasl() {}

    /**
     * What AUTH is like in a session.
     *
     * @param mechanisms as EHLO lists them
     * @param onlyEncrypted smtpd_tls_auth_only: not before STARTTLS
     * @param brokenClients broken_sasl_auth_clients: EHLO lists {@code AUTH=}, too
     */
    public record Offer(List<String> mechanisms, boolean onlyEncrypted, boolean brokenClients) {
        public Offer {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * A client that has logged in.
     *
     * @param user the name, without the realm that the client may have left out
     * @param method the mechanism
     */
    public record Login(String user, String method) {}

    /** One authentication, from AUTH to its end. */
    public interface Exchange {

        /** The client's first word: the initial response in base64, or empty when AUTH brought none. */
        CompletionStage<Step> begin(java.util.Optional<String> initial);

        /** A line of the client that answers a challenge, in base64. */
        CompletionStage<Step> next(String line);

        /** The client has sent {@code *} instead. */
        void aborted();
    }

    /** What an exchange has come to. */
    public sealed interface Step {}

    /** The client is asked for more. @param text in base64, behind {@code 334 } */
    public record Challenge(String text) implements Step {}

    /** The client is who they say. */
    public record Accepted(Login login) implements Step {}

    /** The client is not. */
    public record Refused(Reply reply) implements Step {}
}
