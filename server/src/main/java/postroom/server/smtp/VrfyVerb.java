package postroom.server.smtp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.smtp.syntax.EnvelopeAddress;

/** VRFY (RFC 5321 §4.1.1.6): would mail to this address be taken? The answer repeats what was typed. */
final class VrfyVerb extends VerbHandler {

    VrfyVerb() {
        super(Verb.VRFY);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        SmtpConfig config = c.config();
        if (config.disableVrfy()) {
            return Answer.bad(502, "5.5.1", "VRFY command is disabled").now();
        }
        int count = request.count();
        boolean utf8 = config.smtpUtf8()
                && config.offers(EhloKeyword.SMTPUTF8)
                && count > 1
                && request.words().get(count - 1).is("SMTPUTF8");
        if (count - (utf8 ? 1 : 0) < 2) {
            String parameter = config.smtpUtf8() ? " [SMTPUTF8]" : "";
            return Answer.bad(501, "5.5.4", "Syntax: VRFY address" + parameter).now();
        }
        String all = request.rest(1);
        String typed = utf8 ? all.substring(0, all.length() - " SMTPUTF8".length()) : all;
        Optional<EnvelopeAddress> address = EnvelopeAddress.parse(typed, false, utf8);
        if (address.filter(found -> !found.internal().isEmpty()).isEmpty()) {
            c.log(new SmtpEvent.IllegalAddress("VRFY", typed));
            return Answer.bad(501, "5.1.3", "Bad recipient address syntax").now();
        }
        String internal = address.get().internal();
        if (config.strictSmtpUtf8() && !utf8 && !MailVerb.ascii(internal)) {
            return Answer.bad(MailVerb.DECLARE_SMTPUTF8).now();
        }
        return c.ask(
                () -> c.policy().verify(internal),
                () -> Answer.good(252, "2.0.0", typed).now());
    }
}
