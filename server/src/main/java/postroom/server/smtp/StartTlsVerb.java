package postroom.server.smtp;

import java.util.concurrent.CompletionStage;

/** STARTTLS (RFC 3207). What the client sent in clear behind it is thrown away (CVE-2011-0411). */
final class StartTlsVerb extends VerbHandler {

    private static final Reply READY = Reply.of(220, "2.0.0", "Ready to start TLS");

    StartTlsVerb() {
        super(Verb.STARTTLS);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (request.count() != 1) {
            return Answer.bad(501, "5.5.4", "Syntax: STARTTLS").now();
        }
        if (c.tls().isPresent()) {
            return Answer.bad(554, "5.5.1", "Error: TLS already active").now();
        }
        if (c.config().tlsLevel() == SmtpConfig.TlsLevel.NONE || !c.config().offers(EhloKeyword.STARTTLS)) {
            return Answer.bad(502, "5.5.1", "Error: command not implemented").now();
        }
        if (c.config().tls().isEmpty()) {
            return Answer.bad(454, "4.7.0", "TLS not available due to local problem")
                    .now();
        }
        c.tellCommand("STARTTLS", request, READY);
        return c.reply(READY)
                .thenCompose(sent -> {
                    c.resetTransaction();
                    c.forgetHelo();
                    return c.startTls();
                })
                .thenApply(Answer::told);
    }
}
