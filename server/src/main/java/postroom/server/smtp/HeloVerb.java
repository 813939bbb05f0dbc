package postroom.server.smtp;

import java.util.concurrent.CompletionStage;
import postroom.server.smtp.syntax.Printing;

/** HELO (RFC 5321 §4.1.1.1): introduces the client and resets the transaction. */
final class HeloVerb extends VerbHandler {

    HeloVerb() {
        super(Verb.HELO);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (request.count() < 2) {
            return Answer.bad(Reply.plain(501, "Syntax: HELO hostname")).now();
        }
        String name = Printing.helo(request.rest(1));
        return c.ask(() -> c.policy().helo(name), () -> {
            c.resetTransaction();
            c.greeted(name, c.protocol());
            return Answer.good(250, "", c.config().myhostname()).now();
        });
    }
}
