package postroom.web.study;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * Sends one message after the other and never two at once, so that what waits for a slow reader is made only when its turn
 * comes. {@link #more} may be called from any thread and never blocks on the network.
 */
public final class SendLoop {
    private final Session session;
    private final Supplier<Optional<Object>> next;
    private boolean busy;
    private boolean again;
    private boolean closed;

    /** @param next the message to send now, a String or a ByteBuffer; called by one thread at a time, with no lock held */
    public SendLoop(Session session, Supplier<Optional<Object>> next) {
        this.session = session;
        this.next = next;
    }

    /** There is something new to send, perhaps. */
    public void more() {
        synchronized (this) {
            if (closed || busy) {
                again = true;
                return;
            }
            busy = true;
            again = false;
        }
        send();
    }

    private void send() {
        Optional<Object> message = next.get();
        while (message.isEmpty()) {
            synchronized (this) {
                if (!again) {
                    busy = false;
                    return;
                }
                again = false;
            }
            message = next.get();
        }
        Callback sent = Callback.from(this::sent, failure -> close());
        if (message.get() instanceof ByteBuffer bytes) {
            session.sendBinary(bytes, sent);
        } else {
            session.sendText(message.get().toString(), sent);
        }
    }

    private void sent() {
        synchronized (this) {
            if (closed) {
                busy = false;
                return;
            }
        }
        send();
    }

    /** Sends nothing any more. */
    public synchronized void close() {
        closed = true;
    }
}
