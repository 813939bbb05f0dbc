package postroom.web.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A student's browser as the server sees it: a page with its cookie, and one socket of it. */
final class Student implements WebSocket.Listener, AutoCloseable {
    private static final int KEPT_CHARS = 64 * 1024;

    private final StringBuilder said = new StringBuilder();
    private final Runnable arrived;
    private WebSocket socket;
    private boolean closed;

    /** @param arrived is run whenever a message has come; must be quick */
    Student(Runnable arrived) {
        this.arrived = arrived;
    }

    /** The cookies that a page gives to a newcomer, as a request carries them. */
    static String cookies(HttpClient http, URI page) throws IOException, InterruptedException {
        HttpResponse<Void> answer =
                http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException(page + " has status " + answer.statusCode());
        }
        return String.join(
                "; ",
                answer.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }

    Student connect(HttpClient http, URI address, String cookies) throws InterruptedException, TimeoutException {
        WebSocket.Builder builder = http.newWebSocketBuilder().header("Origin", "http://" + address.getAuthority());
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookies);
        }
        try {
            socket = builder.buildAsync(address, this).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no socket at " + address, e.getCause());
        }
        return this;
    }

    void say(String message) {
        socket.sendText(message, true);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        take(text);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer bytes, boolean last) {
        take(StandardCharsets.UTF_8.decode(bytes));
        from.request(1);
        return null;
    }

    private void take(CharSequence text) {
        synchronized (said) {
            said.append(text);
            if (said.length() > KEPT_CHARS) {
                said.delete(0, said.length() - KEPT_CHARS);
            }
            said.notifyAll();
        }
        arrived.run();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end();
    }

    private void end() {
        synchronized (said) {
            closed = true;
            said.notifyAll();
        }
    }

    /** Forgets what has come. */
    void forget() {
        synchronized (said) {
            said.setLength(0);
        }
    }

    /** Whether what has come is enough. */
    boolean heard(Predicate<String> enough) {
        synchronized (said) {
            return enough.test(said.toString());
        }
    }

    /** Waits until what has come is enough. */
    void await(Predicate<String> enough, int seconds) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        synchronized (said) {
            while (!enough.test(said.toString())) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || closed) {
                    String tail = said.substring(Math.max(0, said.length() - 200));
                    throw new TimeoutException((closed ? "the socket closed" : "no answer") + " after: " + tail);
                }
                said.wait(left);
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
