package postroom.web.study;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import postroom.labs.debian.mailmap.Letter;
import postroom.labs.debian.mailmap.MailMap;
import postroom.labs.debian.mailmap.Picture;
import postroom.labs.host.MailFlow;

/**
 * What one page is told of the map, from when it asks for it: each step of each message, and the newest picture of the mail
 * system, a few times a second at most. What waits is bounded: of pictures only the newest, of steps the last
 * {@value #MOST_WAITING}. Thread-safe.
 */
final class MapFeed implements MailMap.Watcher, AutoCloseable {
    private static final int MOST_WAITING = 400;
    private static final int BATCH = 100;
    private static final int MOST_LETTERS = 4;
    private static final Executor SOON = CompletableFuture.delayedExecutor(120, TimeUnit.MILLISECONDS);

    /** A step as the page gets it. @param deed {@code took, began, sent, deferred, bounced, moved} */
    record Event(long at, String message, String program, String deed, String recipient, String peer, String text) {}

    private record Steps(String type, List<Event> events) {}

    private record Shown(String type, Picture picture) {}

    private record Opened(String type, String id, Letter letter) {}

    private final Runnable more;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Deque<Opened> letters = new ArrayDeque<>();
    private Optional<MailMap> map = Optional.empty();
    private Picture picture;
    private boolean painting;
    private boolean again;

    /** @param more there is something to send */
    MapFeed(Runnable more) {
        this.more = more;
    }

    /** The page wants to see the map. */
    void open(StudyRoom room) {
        synchronized (this) {
            if (map.isPresent()) {
                return;
            }
            map = room.map(this);
        }
        changed();
    }

    private synchronized Optional<MailMap> map() {
        return map;
    }

    void bar(String program, boolean on) {
        map().ifPresent(it -> it.bar(program, on));
    }

    void release(String message) {
        map().ifPresent(it -> it.release(message));
    }

    void look(String message) {
        map().ifPresent(it -> it.look(message).thenAccept(letter -> {
            synchronized (this) {
                if (letters.size() < MOST_LETTERS) {
                    letters.add(new Opened("letter", message, letter.orElse(null)));
                }
            }
            more.run();
        }));
    }

    @Override
    public void step(MailFlow.Step step) {
        add(new Event(
                step.time().toEpochMilli(),
                step.message(),
                step.program(),
                step.deed().name().toLowerCase(Locale.ROOT),
                step.recipient(),
                step.peer(),
                step.text()));
    }

    @Override
    public void moved(String message, String queue) {
        add(new Event(0, message, "", "moved", "", "", queue));
    }

    private void add(Event event) {
        synchronized (this) {
            events.add(event);
            if (events.size() > MOST_WAITING) {
                events.remove();
            }
        }
        more.run();
    }

    @Override
    public void changed() {
        synchronized (this) {
            if (painting) {
                again = true;
                return;
            }
            painting = true;
            again = false;
        }
        CompletableFuture.runAsync(this::paint, SOON);
    }

    private void paint() {
        map().ifPresent(it -> it.picture().whenComplete(this::painted));
    }

    private void painted(Picture fresh, Throwable failure) {
        boolean repeat;
        synchronized (this) {
            painting = false;
            repeat = again;
            picture = failure == null ? fresh : picture;
        }
        more.run();
        if (repeat) {
            changed();
        }
    }

    /** The next message for the page. */
    synchronized Optional<Object> next() {
        if (!letters.isEmpty()) {
            return Optional.of(letters.remove());
        }
        if (!events.isEmpty()) {
            List<Event> batch = new ArrayList<>();
            while (!events.isEmpty() && batch.size() < BATCH) {
                batch.add(events.remove());
            }
            return Optional.of(new Steps("map", batch));
        }
        Optional<Object> shown = Optional.ofNullable(picture).map(it -> new Shown("picture", it));
        picture = null;
        return shown;
    }

    @Override
    public void close() throws Exception {
        Optional<MailMap> open = map();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
