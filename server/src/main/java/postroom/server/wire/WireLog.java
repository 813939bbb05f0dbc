package postroom.server.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The latest wire events of one lab, and those who watch them. It is bounded: the oldest events go when the log holds
 * more than its share. Thread-safe; every watcher sees the same order.
 */
public final class WireLog implements WireTap {

    /** Watchers at one time; a class on one lab is far below that. */
    public static final int MAX_WATCHERS = 64;

    private static final int EVENT_COST = 96;

    private final int maxBytes;
    private final Deque<WireEvent> events = new ArrayDeque<>(0);
    private final List<Consumer<WireEvent>> watchers = new ArrayList<>(0);
    private int bytes;

    /** @param maxBytes about how much memory the log may take */
    public WireLog(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void on(WireEvent event) {
        events.addLast(event);
        bytes += cost(event);
        while (bytes > maxBytes && events.size() > 1) {
            bytes -= cost(events.removeFirst());
        }
        for (Consumer<WireEvent> watcher : watchers) {
            watcher.accept(event);
        }
    }

    /** What the log holds now, oldest first. */
    public synchronized List<WireEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Tells the events from now on, and before that those which the log still holds, so that none is missed or doubled.
     *
     * @param watcher called within the log's lock: it must be quick and must not block
     * @return stops the watching
     * @throws IllegalStateException when there are {@link #MAX_WATCHERS}
     */
    public synchronized AutoCloseable watch(Consumer<WireEvent> watcher) {
        if (watchers.size() >= MAX_WATCHERS) {
            throw new IllegalStateException("too many watchers of one wire");
        }
        events.forEach(watcher);
        watchers.add(watcher);
        return () -> unwatch(watcher);
    }

    private synchronized void unwatch(Consumer<WireEvent> watcher) {
        watchers.remove(watcher);
    }

    private static int cost(WireEvent event) {
        if (event instanceof WireEvent.Line line) {
            return EVENT_COST + line.text().length();
        }
        if (event instanceof WireEvent.Command command) {
            int reply = command.reply().stream().mapToInt(String::length).sum();
            return 2 * EVENT_COST + 2 * command.line().length() + reply;
        }
        return event instanceof WireEvent.Caused ? 4 * EVENT_COST : EVENT_COST;
    }
}
