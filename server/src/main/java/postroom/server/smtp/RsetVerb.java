package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** RSET (RFC 5321 §4.1.1.5): forgets the transaction. */
final class RsetVerb extends VerbHandler {

    RsetVerb() {
        super(Verb.RSET);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (request.count() != 1) {
            return Answer.bad(501, "5.5.4", "Syntax: RSET").now();
        }
        c.resetTransaction();
        return Answer.good(250, "2.0.0", "Ok").now();
    }
}
