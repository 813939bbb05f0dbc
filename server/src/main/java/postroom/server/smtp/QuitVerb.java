package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** QUIT (RFC 5321 §4.1.1.10): ends the session, whatever stands behind it. */
final class QuitVerb extends VerbHandler {

    QuitVerb() {
        super(Verb.QUIT);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        return Answer.good(221, "2.0.0", "Bye").now();
    }
}
