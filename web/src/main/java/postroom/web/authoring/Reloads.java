package postroom.web.authoring;

import io.javalin.http.sse.SseClient;
import java.util.UUID;

/** {@code GET /preview}: tells an open page which reading of the course this is; the page loads itself again at another. */
public final class Reloads {
    private final String reading = UUID.randomUUID().toString();

    /** Keeps the stream open; it ends with the server. */
    public void open(SseClient client) {
        client.keepAlive();
        client.sendEvent("course", reading);
    }
}
