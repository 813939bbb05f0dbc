package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** NOOP (RFC 5321 §4.1.1.9): does nothing, whatever stands behind it. */
final class NoopVerb extends VerbHandler {

    NoopVerb() {
        super(Verb.NOOP);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        return Answer.good(250, "2.0.0", "Ok").now();
    }
}
