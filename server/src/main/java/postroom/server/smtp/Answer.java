package postroom.server.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a verb came to.
 *
 * @param reply what the client is told; empty when all was told already
 * @param good whether Postfix counts the command as a success; most failures bring the client nearer its error limit
 */
record Answer(Optional<Reply> reply, boolean good) {

    static Answer good(int code, String enhanced, String text) {
        return new Answer(Optional.of(Reply.of(code, enhanced, text)), true);
    }

    static Answer bad(int code, String enhanced, String text) {
        return new Answer(Optional.of(Reply.of(code, enhanced, text)), false);
    }

    static Answer bad(Reply reply) {
        return new Answer(Optional.of(reply), false);
    }

    /** All was said already. */
    static Answer told(boolean good) {
        return new Answer(Optional.empty(), good);
    }

    static Answer multiline(int code, List<String> lines) {
        return new Answer(Optional.of(new Reply(code, "", lines)), true);
    }

    CompletionStage<Answer> now() {
        return CompletableFuture.completedFuture(this);
    }
}
