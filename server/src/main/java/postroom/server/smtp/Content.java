package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.server.stream.OnLoop;

/**
 * The content of one message on its way from the client into the queue, and what the client is told in the end: the
 * part that DATA and BDAT have in common.
 */
final class Content {

    private static final Logger LOGGER = LoggerFactory.getLogger(Content.class);
    private static final Reply WRITE_ERROR = Reply.of(451, "4.3.0", "Error: queue file write error");
    private static final Reply FILE_TOO_BIG = Reply.of(552, "5.3.4", "Error: message file too big");

    private final Conversation c;
    private final MailTransaction transaction;
    private final MessageSink.Transaction queued;
    private final ContentDecoder decoder;
    private boolean writeFailed;
    private boolean complained;

    private Content(Conversation c, boolean dots) {
        this.c = c;
        transaction = c.transaction();
        queued = transaction.queued.orElseThrow();
        decoder = new ContentDecoder(dots, c.config().bareNewline(), c.config().messageSizeLimit());
    }

    /** Tells the queue that content follows. @param dots whether it comes by DATA */
    static CompletionStage<Content> open(Conversation c, boolean dots) {
        Content content = new Content(c, dots);
        content.transaction.content = Optional.of(content);
        return c.here(() -> content.queued.content(c.envelope())).handle((opened, failure) -> {
            content.failed(failure);
            return content;
        });
    }

    long size() {
        return decoder.size();
    }

    long sizeWhenLost() {
        return decoder.sizeWhenLost();
    }

    /** Whether the message is lost already. */
    boolean broken() {
        return writeFailed || decoder.tooBig() || decoder.brokenLineEnd();
    }

    /**
     * Reads what there is and writes it.
     *
     * @return whether the end was found, once the queue has taken the piece
     */
    CompletionStage<Boolean> feed(ByteBuf in) {
        int begin = in.readerIndex();
        boolean end = decoder.feed(in);
        c.wire().clientContent(in.slice(begin, in.readerIndex() - begin));
        return store().thenApply(stored -> end);
    }

    /** The last chunk is here. */
    CompletionStage<Void> finish() {
        decoder.finish();
        return store();
    }

    private CompletionStage<Void> store() {
        byte[] piece = decoder.take();
        if (decoder.tooBig() && !complained) {
            complained = true;
            c.log(new SmtpEvent.SizeLimitExceeded(c.queueId()));
        }
        if (piece.length == 0 || broken()) {
            return OnLoop.DONE;
        }
        CompletionStage<Void> written = c.here(() -> queued.write(piece));
        return written.handle((done, failure) -> failed(failure));
    }

    private Void failed(Throwable failure) {
        if (failure != null && !writeFailed) {
            writeFailed = true;
            LOGGER.warn("the queue did not take a message", failure);
        }
        return null;
    }

    /** All was read: hands the message in, or says why not; the transaction is over either way. */
    CompletionStage<Answer> commit(boolean chunked) {
        if (c.ended()) {
            return Answer.told(false).now();
        }
        c.at("END-OF-MESSAGE");
        c.wire().contentEnded();
        if (decoder.brokenLineEnd()) {
            c.logRejected(c.bareNewlineReply());
            return over(Answer.bad(c.bareNewlineReply()));
        }
        if (broken()) {
            return over(Answer.bad(writeFailed ? WRITE_ERROR : c.because("message_size_limit", FILE_TOO_BIG)));
        }
        return c.ask(() -> c.policy().endOfData(decoder.size()), () -> handIn(chunked))
                .thenCompose(this::over);
    }

    private CompletionStage<Answer> handIn(boolean chunked) {
        // From here the queue has it: a client that leaves now cannot take it back.
        transaction.queued = Optional.empty();
        return c.here(queued::commit).handle((outcome, failure) -> {
            if (failure != null) {
                failed(failure);
                return Answer.bad(WRITE_ERROR);
            }
            if (outcome instanceof MessageSink.Outcome.Refused refusal) {
                return Answer.bad(refusal.reply());
            }
            return accepted(((MessageSink.Outcome.Queued) outcome).queueId(), chunked);
        });
    }

    private Answer accepted(String queueId, boolean chunked) {
        c.forgive();
        if (c.wire().on()) {
            c.wire()
                    .messageAccepted(
                            queueId,
                            transaction.sender.orElseThrow().internal(),
                            transaction.recipients.stream()
                                    .map(Recipient::address)
                                    .toList(),
                            decoder.size());
        }
        String bytes = chunked ? decoder.size() + " bytes " : "";
        return Answer.good(250, "2.0.0", "Ok: " + bytes + "queued as " + queueId);
    }

    private CompletionStage<Answer> over(Answer answer) {
        c.resetTransaction();
        return CompletableFuture.completedFuture(answer);
    }
}
