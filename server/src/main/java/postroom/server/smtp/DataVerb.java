package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.server.stream.OnLoop;
import postroom.server.stream.StreamFramer;

/** DATA (RFC 5321 §4.1.1.4): the message, ended by a line with a dot. */
final class DataVerb extends VerbHandler {

    private static final Reply START = Reply.of(354, "", "End data with <CR><LF>.<CR><LF>");
    private static final SmtpRequest END = SmtpRequest.of(".");

    DataVerb() {
        super(Verb.DATA);
    }

    @Override
    CompletionStage<Answer> run(Conversation c, SmtpRequest request) {
        MailTransaction transaction = c.transaction();
        if (transaction.chunks != MailTransaction.Chunks.NONE) {
            return Answer.bad(503, "5.5.1", "Error: DATA after BDAT").now();
        }
        if (transaction.recipients.isEmpty()) {
            return Answer.bad(noRecipients(transaction)).now();
        }
        if (request.count() != 1) {
            return Answer.bad(501, "5.5.4", "Syntax: DATA").now();
        }
        return c.ask(() -> c.policy().data(), () -> receive(c, request));
    }

    /** With pipelining a client may well send DATA before it knows that all recipients were refused. */
    static Reply noRecipients(MailTransaction transaction) {
        return transaction.open()
                ? Reply.of(554, "5.5.1", "Error: no valid recipients")
                : Reply.of(503, "5.5.1", "Error: need RCPT command");
    }

    private static CompletionStage<Answer> receive(Conversation c, SmtpRequest request) {
        return Content.open(c, true)
                .thenCompose(content -> {
                    c.tellCommand("DATA", request, START);
                    return c.reply(START).thenCompose(sent -> read(c, content));
                })
                .thenCompose(content -> content.commit(false))
                .thenCompose(answer -> {
                    Optional<Reply> reply = answer.reply();
                    reply.ifPresent(told -> c.tellCommand(".", END, told));
                    return reply.map(c::reply).orElse(OnLoop.DONE).thenApply(said -> Answer.told(answer.good()));
                });
    }

    private static CompletionStage<Content> read(Conversation c, Content content) {
        CompletableFuture<Content> whole = new CompletableFuture<>();
        c.framer().read(new StreamFramer.Mode() {
            @Override
            public boolean cut(ByteBuf in) {
                c.framer().pause();
                content.feed(in).thenAccept(end -> {
                    if (end) {
                        whole.complete(content);
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
