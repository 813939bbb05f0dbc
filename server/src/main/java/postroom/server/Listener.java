package postroom.server;

import java.util.concurrent.CompletionStage;

/** A bound port. It holds no thread; its connections run on the loops of its {@link MailEngine}. */
public interface Listener {

    /** The real TCP port, on the address that was given to {@link MailEngine#listen}. */
    int realPort();

    /** Connections that are open now. */
    int connections();

    /** Stops accepting; sessions that are open go on to their own end. Idempotent. */
    CompletionStage<Void> close();

    /** Stops accepting and resets every open session. Idempotent. */
    CompletionStage<Void> abort();
}
