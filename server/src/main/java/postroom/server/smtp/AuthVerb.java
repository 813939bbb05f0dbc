package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** AUTH (RFC 4954) of a server without {@code smtpd_sasl_auth_enable}. */
final class AuthVerb extends VerbHandler {

    AuthVerb() {
        super(Verb.AUTH);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        return c.config().heloRequired() && c.helo().isEmpty()
                ? Answer.bad(MailVerb.HELO_FIRST).now()
                : Answer.bad(503, "5.5.1", "Error: authentication not enabled").now();
    }
}
