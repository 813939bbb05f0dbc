package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import postroom.server.smtp.MailTransaction.Chunks;
import postroom.server.smtp.syntax.Printing;
import postroom.server.stream.OnLoop;
import postroom.server.stream.StreamFramer;

/**
 * BDAT (RFC 3030): a chunk of so many bytes. After an error chunks are skipped, not taken for commands, until the last
 * one or RSET.
 */
final class BdatVerb extends VerbHandler {

    private static final int LOGGED = 100;

    private static final Reply CHUNK_TOO_BIG = Reply.of(552, "5.3.4", "Chunk exceeds message size limit");

    BdatVerb() {
        super(Verb.BDAT);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        if (!c.config().offers(EhloKeyword.CHUNKING)) {
            return Answer.bad(521, "5.5.1", "Error: command not implemented").now();
        }
        int count = request.count();
        Optional<Long> size = count == 2 || count == 3 ? Numbers.parse(request.word(1)) : Optional.empty();
        boolean last = count == 3;
        if (size.isEmpty() || last && !request.words().get(2).is("LAST")) {
            String line = Printing.first(LOGGED, Printing.printable(request.line()));
            c.log(new SmtpEvent.MalformedBdat(c.queueId(), line));
            return Answer.bad(521, "5.5.4", "Syntax: BDAT count [LAST]").now();
        }
        return chunk(c, new Chunk(size.get(), last));
    }

    /** @param last whether the message ends with it */
    private record Chunk(long size, boolean last) {}

    private static CompletionStage<Answer> chunk(Conversation c, Chunk chunk) {
        MailTransaction transaction = c.transaction();
        if (chunk.size() == 0 && !chunk.last()) {
            c.log(new SmtpEvent.NullBdat(c.queueId()));
            return skip(c, chunk, Reply.of(551, "5.7.1", "Null BDAT request"));
        }
        if (transaction.chunks == Chunks.FAILED) {
            String text = "Discarded " + chunk.size() + " bytes after earlier error";
            return skip(c, chunk, Reply.of(551, "5.0.0", text));
        }
        if (transaction.chunks == Chunks.GOOD) {
            return sized(c, chunk);
        }
        if (transaction.recipients.isEmpty()) {
            return skip(c, chunk, DataVerb.noRecipients(transaction));
        }
        return c.here(() -> c.policy().data())
                .thenCompose(verdict ->
                        verdict instanceof Verdict.Refuse refusal ? skip(c, chunk, refusal.reply()) : sized(c, chunk));
    }

    private static CompletionStage<Answer> sized(Conversation c, Chunk chunk) {
        MailTransaction transaction = c.transaction();
        long limit = c.config().messageSizeLimit();
        long before = transaction.content.map(Content::size).orElse(0L);
        if (limit > 0 && chunk.size() > limit - before) {
            c.log(new SmtpEvent.BdatTooBig(c.queueId()));
            return skip(c, chunk, c.because("message_size_limit", CHUNK_TOO_BIG));
        }
        if (transaction.content.isPresent()) {
            return take(c, chunk, transaction.content.get());
        }
        return Content.open(c, false).thenCompose(content -> take(c, chunk, content));
    }

    private static CompletionStage<Answer> take(Conversation c, Chunk chunk, Content content) {
        c.transaction().chunks = Chunks.GOOD;
        return read(c, chunk.size(), content::feed).thenCompose(read -> {
            if (chunk.last()) {
                return content.finish().thenCompose(finished -> content.commit(true));
            }
            if (content.broken()) {
                return content.commit(true).thenApply(answer -> {
                    c.transaction().chunks = Chunks.FAILED;
                    return answer;
                });
            }
            return Answer.good(250, "2.0.0", "Ok: " + chunk.size() + " bytes").now();
        });
    }

    /** Reads a chunk for nothing and says why. */
    private static CompletionStage<Answer> skip(Conversation c, Chunk chunk, Reply why) {
        return read(c, chunk.size(), in -> {
                    c.wire().discarded(in.readableBytes());
                    in.skipBytes(in.readableBytes());
                    return CompletableFuture.completedFuture(false);
                })
                .thenApply(read -> {
                    if (chunk.last()) {
                        c.resetTransaction();
                    } else {
                        c.transaction().chunks = Chunks.FAILED;
                    }
                    return Answer.bad(why);
                });
    }

    /** Gives so many bytes to a reader, as they come. */
    private static CompletionStage<Void> read(
            Conversation c, long bytes, Function<ByteBuf, CompletionStage<Boolean>> reader) {
        if (bytes == 0) {
            return OnLoop.DONE;
        }
        CompletableFuture<Void> whole = new CompletableFuture<>();
        c.framer().read(new StreamFramer.Mode() {
            private long left = bytes;

            @Override
            public boolean cut(ByteBuf in) {
                c.framer().pause();
                int part = (int) Math.min(left, in.readableBytes());
                left -= part;
                reader.apply(in.readSlice(part)).thenAccept(read -> {
                    if (left == 0) {
                        whole.complete(null);
                    } else {
                        c.framer().read(this);
                    }
                });
                return true;
            }
        });
        return whole;
    }
}
