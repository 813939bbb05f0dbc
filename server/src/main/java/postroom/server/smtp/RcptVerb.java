package postroom.server.smtp;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.server.smtp.syntax.EnvelopeAddress;

/**
 * RCPT TO (RFC 5321 §4.1.1.3): one more recipient. The first that is accepted opens the message in the queue. Parameters
 * are read by {@link RcptParameters}.
 */
final class RcptVerb extends VerbHandler {

    private static final Reply BAD_ADDRESS = Reply.of(501, "5.1.3", "Bad recipient address syntax");
    private static final Reply OK = Reply.of(250, "2.1.5", "Ok");
    private static final Reply TOO_MANY = Reply.of(452, "4.5.3", "Error: too many recipients");
    private static final Reply QUEUE_ERROR = Reply.of(451, "4.3.0", "Error: queue file write error");

    RcptVerb() {
        super(Verb.RCPT);
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
        Optional<EnvelopeAddress> address =
                EnvelopeAddress.parse(request.word(2), c.config().strictEnvelopes(), c.transaction().smtpUtf8);
        if (address.filter(found -> !found.internal().isEmpty()).isEmpty()) {
            c.log(new SmtpEvent.IllegalAddress("RCPT", request.word(2)));
            return Answer.bad(BAD_ADDRESS).now();
        }
        RcptParameters parameters = new RcptParameters(c.config(), request);
        Optional<Reply> wrong = parameters.read();
        if (wrong.isPresent()) {
            return Answer.bad(wrong.get()).now();
        }
        return decide(c, parameters.recipient(address.get()));
    }

    private static Optional<Reply> outOfOrder(Conversation c, SmtpRequest request) {
        if (!c.transaction().open()) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: need MAIL command"));
        }
        if (c.transaction().chunks != MailTransaction.Chunks.NONE) {
            return Optional.of(Reply.of(503, "5.5.1", "Error: RCPT after BDAT"));
        }
        boolean syntax = request.count() >= 3 && request.words().get(1).is("to:");
        return syntax ? Optional.empty() : Optional.of(Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address>"));
    }

    private static CompletionStage<Answer> decide(Conversation c, Recipient recipient) {
        MailTransaction transaction = c.transaction();
        if (transaction.recipients.size() >= c.config().effectiveRecipientLimit()) {
            boolean forgiven = transaction.overshoot++ < c.config().recipientOvershootLimit();
            return new Answer(Optional.of(c.because("smtpd_recipient_limit", TOO_MANY)), forgiven).now();
        }
        if (c.config().strictSmtpUtf8() && !transaction.smtpUtf8 && !MailVerb.ascii(recipient.address())) {
            return Answer.bad(MailVerb.DECLARE_SMTPUTF8).now();
        }
        return c.ask(() -> c.policy().recipient(recipient), () -> accept(c, recipient));
    }

    private static CompletionStage<Answer> accept(Conversation c, Recipient recipient) {
        MailTransaction transaction = c.transaction();
        transaction.recipients.add(recipient);
        if (transaction.queued.isPresent()) {
            return new Answer(Optional.of(OK), true).now();
        }
        CompletionStage<MessageSink.Transaction> begun = c.here(() -> c.sink().begin(c.envelope()));
        return begun.handle((queued, failure) -> {
            if (failure != null) {
                transaction.recipients.clear();
                return Answer.bad(QUEUE_ERROR);
            }
            transaction.queued = Optional.of(queued);
            if (c.ended()) {
                transaction.abort();
            }
            return new Answer(Optional.of(OK), true);
        });
    }
}
