package postroom.web.study;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * {@code WS /chapters/{chapter}/terminal?host=}: the bytes of a lab's terminal, the chapter's or, with {@code host}, that of an
 * exercise that has its own. The page asks with {@code run} and {@code from}
 * for what it has not seen. Messages of the page: {@code i}+keys, {@code r}columns{@code ,}rows, {@code a}+the offset that
 * its screen has taken in. Ours: {@code at RUN OFFSET} before output whose place the page cannot know, and output itself
 * as binary messages. At most {@link #WINDOW} bytes are on their way: a page that does not read costs no memory, and gets
 * the newest screen when it comes back.
 *
 * <p>One page at a time has the terminal; the latest wins, the other is told so (close code 4001).
 */
public final class TerminalSocket {
    private static final int WINDOW = 256 * 1024;
    private static final int CHUNK = 32 * 1024;
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_ROWS = 200;

    private final Door door;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Map<TerminalFeed, Line> owners = new ConcurrentHashMap<>();

    public TerminalSocket(Door door) {
        this.door = door;
    }

    public void configure(WsConfig ws) {
        ws.onConnect(ctx -> door.enter(ctx).ifPresent(room -> connect(ctx, room.terminal())));
        ws.onMessage(ctx -> {
            Line line = lines.get(ctx.sessionId());
            if (line != null) {
                line.take(ctx.message());
            }
        });
        ws.onClose(ctx -> {
            door.leave(ctx);
            Line line = lines.remove(ctx.sessionId());
            if (line != null) {
                line.close();
            }
        });
    }

    private void connect(WsContext ctx, TerminalFeed feed) {
        Line line = new Line(ctx.session, feed);
        lines.put(ctx.sessionId(), line);
        Line before = owners.put(feed, line);
        if (before != null) {
            before.session.close(4001, "elsewhere", Callback.NOOP);
        }
        resize(feed, ctx.queryParam("columns"), ctx.queryParam("rows"));
        line.start(ctx.queryParam("run"), ctx.queryParam("from"));
    }

    private static void resize(TerminalFeed feed, String columns, String rows) {
        int width = number(columns, MOST_COLUMNS);
        int height = number(rows, MOST_ROWS);
        if (width > 0 && height > 0) {
            feed.resize(width, height);
        }
    }

    private static int number(String text, int most) {
        return text != null && text.matches("\\d{1,4}") ? Math.min(Integer.parseInt(text), most) : 0;
    }

    /** One page's connection to the terminal. */
    private final class Line {
        private final Session session;
        private final TerminalFeed feed;
        private final SendLoop loop;
        private volatile AutoCloseable watch;
        private volatile long taken;
        private long sent;
        private boolean placed;

        Line(Session session, TerminalFeed feed) {
            this.session = session;
            this.feed = feed;
            this.loop = new SendLoop(session, this::next);
        }

        void start(String run, String from) {
            long wanted = from != null && from.matches("\\d{1,18}") ? Long.parseLong(from) : -1;
            boolean known = feed.run().equals(run) && wanted >= feed.begin() && wanted <= feed.end();
            sent = known ? wanted : feed.begin();
            taken = sent;
            watch = feed.watch(loop::more);
            loop.more();
        }

        void take(String message) {
            if (message.isEmpty()) {
                return;
            }
            String rest = message.substring(1);
            switch (message.charAt(0)) {
                case 'i' -> feed.type(rest.getBytes(StandardCharsets.UTF_8));
                case 'r' -> {
                    String[] size = rest.split(",", -1);
                    resize(feed, size[0], size.length > 1 ? size[1] : null);
                }
                case 'a' -> taken(rest);
                default -> session.close(1008, "not a message of this socket", Callback.NOOP);
            }
        }

        private void taken(String offset) {
            if (offset.matches("\\d{1,18}")) {
                taken = Math.max(taken, Long.parseLong(offset));
                loop.more();
            }
        }

        private Optional<Object> next() {
            if (!placed || sent < feed.begin()) {
                sent = Math.max(sent, feed.begin());
                taken = sent;
                placed = true;
                return Optional.of("at " + feed.run() + " " + sent);
            }
            if (sent - taken >= WINDOW) {
                return Optional.empty();
            }
            byte[] chunk = feed.read(sent, CHUNK);
            sent += chunk.length;
            return chunk.length == 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(chunk));
        }

        void close() {
            loop.close();
            owners.remove(feed, this);
            Door.stop(watch);
        }
    }
}
