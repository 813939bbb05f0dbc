package postroom.web.command;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody's browser, without a screen: it keeps cookies, follows no redirect, and says where its requests come from. */
final class Visitor {
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");

    final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;

    Visitor(int port) {
        origin = "http://127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(origin + path)).build(), BodyHandlers.ofString());
    }

    /** @param fields name, value, name, value … */
    HttpResponse<String> post(String path, String... fields) throws Exception {
        return postFrom(origin, path, fields);
    }

    HttpResponse<String> postFrom(String from, String path, String... fields) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return http.send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Origin", from)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The token of the forms on a page. */
    String token(String path) throws Exception {
        Matcher form = FORM.matcher(get(path).body());
        if (!form.find()) {
            throw new AssertionError("no form on " + path);
        }
        return form.group(1);
    }

    static String location(HttpResponse<?> answer) {
        return URI.create(answer.headers().firstValue("Location").orElse("")).getPath();
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Opens a socket; its messages, then {@code closed CODE}; or {@code refused STATUS} if it is not opened. */
    Line socket(String path) {
        return socketFrom(origin, path);
    }

    Line socketFrom(String from, String path) {
        Line line = new Line();
        try {
            line.socket = http.newWebSocketBuilder()
                    .header("Origin", from)
                    .buildAsync(URI.create(origin.replace("http", "ws") + path), line)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                line.heard.add("refused " + refused.getResponse().statusCode());
            } else {
                throw e;
            }
        }
        return line;
    }

    /** A socket's end. */
    static final class Line implements WebSocket.Listener {
        private static final int PATIENCE_SECONDS = 20;

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private WebSocket socket;

        String next() throws InterruptedException {
            String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return message == null ? "nothing came" : message;
        }

        /** The next message that has this in it. */
        String hear(String part) throws InterruptedException {
            String message = next();
            while (!message.contains(part)) {
                if (message.equals("nothing came") || message.startsWith("closed")) {
                    throw new AssertionError("\"" + part + "\" does not come, but " + message);
                }
                message = next();
            }
            return message;
        }

        void say(String message) {
            socket.sendText(message, true).join();
        }

        void close() {
            socket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            return take(from, data, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            return take(from, StandardCharsets.UTF_8.decode(data), last);
        }

        private CompletionStage<?> take(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }
    }
}
