package postroom.server.smtp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a {@link SmtpPolicy} says to a request: go on, or this reply instead. */
public sealed interface Verdict {

    /** The request passes; the verb sends its own positive reply. */
    record Accept() implements Verdict {}

    /**
     * The request does not pass.
     *
     * @param reply what the client is told, 4xx to defer, 5xx to reject, 421 or 521 to hang up as well
     */
    record Refuse(Reply reply) implements Verdict {}

    /** The connection is closed, and nothing is said. */
    record HangUp() implements Verdict {}

    Verdict ACCEPT = new Accept();
    Verdict HANG_UP = new HangUp();

    static Verdict refuse(Reply reply) {
        return new Refuse(reply);
    }

    /** The answer of a policy that need not think. */
    static CompletionStage<Verdict> accepted() {
        return CompletableFuture.completedFuture(ACCEPT);
    }
}
