package postroom.server.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.server.smtp.syntax.EnvelopeAddress;

/** What MAIL, RCPT and BDAT have said since the last reset. Confined to the session's event loop. */
final class MailTransaction {

    /** Where a message in chunks stands (RFC 3030). */
    enum Chunks {
        NONE,
        GOOD,
        FAILED
    }

    Optional<EnvelopeAddress> sender = Optional.empty();
    final List<Recipient> recipients = new ArrayList<>(1);
    int overshoot;
    Envelope.Body body = Envelope.Body.UNSPECIFIED;
    boolean smtpUtf8;
    /** SIZE= of the last MAIL, refused or not: Postfix keeps it until a reset. */
    long declaredSize;

    Optional<Envelope.Ret> ret = Optional.empty();
    Optional<String> envelopeId = Optional.empty();
    Optional<String> authSender = Optional.empty();
    Instant arrival = Instant.EPOCH;
    Optional<MessageSink.Transaction> queued = Optional.empty();
    Chunks chunks = Chunks.NONE;
    Optional<Content> content = Optional.empty();

    boolean open() {
        return sender.isPresent();
    }

    /** Gives up a message that is on its way into the queue. */
    void abort() {
        queued.ifPresent(MessageSink.Transaction::abort);
        queued = Optional.empty();
    }
}
