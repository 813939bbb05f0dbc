package postroom.server.smtp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.smtp.syntax.HostNames;

/** ETRN (RFC 1985): asks for delivery of what waits for a domain. Its answers carry no enhanced status codes. */
final class EtrnVerb extends VerbHandler {

    EtrnVerb() {
        super(Verb.ETRN);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (c.config().heloRequired() && c.helo().isEmpty()) {
            return bad(503, "Error: send HELO/EHLO first");
        }
        if (c.transaction().open()) {
            return bad(503, "Error: MAIL transaction in progress");
        }
        if (request.count() != 2) {
            return bad(500, "Syntax: ETRN domain");
        }
        String word = request.word(1);
        String domain = word.startsWith("@") || word.startsWith("#") ? word.substring(1) : word;
        if (!HostNames.valid(domain) && !HostNames.validLiteral(domain)) {
            return bad(501, "Error: invalid parameter syntax");
        }
        return c.here(() -> c.policy().etrn(domain))
                .thenApply(reply -> new Answer(Optional.of(reply), reply.positive()));
    }

    private static CompletionStage<Answer> bad(int code, String text) {
        return Answer.bad(Reply.plain(code, text)).now();
    }
}
