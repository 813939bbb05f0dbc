package postroom.server.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.smtp.syntax.EnvelopeAddress;

/** MAIL FROM (RFC 5321 §4.1.1.2): begins a transaction. Its parameters are read by {@link MailParameters}. */
final class MailVerb extends VerbHandler {

    static final Reply HELO_FIRST = Reply.of(503, "5.5.1", "Error: send HELO/EHLO first");
    static final Reply DECLARE_SMTPUTF8 = Reply.of(553, "5.6.7", "Must declare SMTPUTF8 to send unicode address");

    private static final Reply TOO_BIG = Reply.of(552, "5.3.4", "Message size exceeds fixed limit");
    private static final Reply BAD_ADDRESS = Reply.of(501, "5.1.7", "Bad sender address syntax");

    MailVerb() {
        super(Verb.MAIL);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        Optional<Reply> outOfOrder = outOfOrder(c, request);
        if (outOfOrder.isPresent()) {
            return Answer.bad(outOfOrder.get()).now();
        }
        if (!request.words().get(2).complete()) {
            return Answer.bad(BAD_ADDRESS).now();
        }
        MailParameters parameters = new MailParameters(c, request);
        Optional<EnvelopeAddress> sender =
                EnvelopeAddress.parse(request.word(2), c.config().strictEnvelopes(), parameters.smtpUtf8());
        if (sender.isEmpty()) {
            c.log(new SmtpEvent.IllegalAddress("MAIL", request.word(2)));
            return Answer.bad(BAD_ADDRESS).now();
        }
        Optional<Reply> wrong = parameters.read();
        if (wrong.isPresent()) {
            return Answer.bad(wrong.get()).now();
        }
        return begin(c, sender.get());
    }

    private static Optional<Reply> outOfOrder(Conversation c, SmtpRequest request) {
        if (c.config().heloRequired() && c.helo().isEmpty()) {
            return Optional.of(c.because("smtpd_helo_required", HELO_FIRST));
        }
        if (c.transaction().open()) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: nested MAIL command"));
        }
        if (c.transaction().chunks != MailTransaction.Chunks.NONE) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: MAIL after BDAT"));
        }
        boolean syntax = request.count() >= 3 && request.words().get(1).is("from:");
        return syntax ? Optional.empty() : Optional.of(Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address>"));
    }

    private static CompletionStage<Answer> begin(Conversation c, EnvelopeAddress sender) {
        MailTransaction transaction = c.transaction();
        long limit = c.config().messageSizeLimit();
        if (limit > 0 && transaction.declaredSize > limit) {
            // The declared size stays: a MAIL without SIZE is refused, too, until a reset.
            transaction.sender = Optional.of(sender);
            c.logRejected(TOO_BIG);
            transaction.sender = Optional.empty();
            return Answer.bad(c.because("message_size_limit", TOO_BIG)).now();
        }
        return c.here(() -> c.policy().mail(sender.internal())).thenApply(verdict -> {
            if (verdict instanceof Verdict.Refuse refusal) {
                c.resetTransaction();
                return Answer.bad(refusal.reply());
            }
            if (c.config().strictSmtpUtf8() && !transaction.smtpUtf8 && !ascii(sender.internal())) {
                return Answer.bad(DECLARE_SMTPUTF8);
            }
            transaction.sender = Optional.of(sender);
            transaction.arrival = c.clock().instant();
            return Answer.good(250, "2.1.0", "Ok");
        });
    }

    static boolean ascii(String address) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(address);
    }
}
