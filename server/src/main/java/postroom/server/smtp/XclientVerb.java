package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** XCLIENT and XFORWARD, Postfix's own: known, and allowed to nobody, as by default. */
final class XclientVerb extends VerbHandler {

    XclientVerb() {
        super(Verb.XCLIENT, Verb.XFORWARD);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (c.transaction().open()) {
            return Answer.bad(503, "5.5.1", "Error: MAIL transaction in progress")
                    .now();
        }
        if (request.count() < 2) {
            String verb = Verb.named(request.word(0)).name();
            return Answer.bad(501, "5.5.4", "Syntax: " + verb + " attribute=value...")
                    .now();
        }
        return Answer.bad(550, "5.7.0", "Error: insufficient authorization").now();
    }
}
