package postroom.web.study;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import postroom.labs.course.run.Answer;
import postroom.server.wire.WireEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page that looks at a room's events. What waits for it is bounded: of an exercise only that it changed, and of the
 * wire {@link #MOST_WAITING} events; a page further behind is disconnected, comes back and gets all afresh.
 */
final class Viewer {
    private static final int MOST_WAITING = 4_000;
    private static final int MOST_ANSWERS = 20;
    private static final int BATCH = 200;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record AnswerResult(String type, String exercise, String task, String result) {}

    private record WireBatch(String type, boolean live, List<WireMessage> events) {}

    private final Session session;
    private final StudyRoom room;
    private final Function<String, Object> words;
    private final SendLoop loop;
    private final WireWriter writer = new WireWriter();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Deque<AnswerResult> answers = new ArrayDeque<>();
    private final Deque<WireEvent> wire = new ArrayDeque<>();
    private final List<AutoCloseable> watches = new ArrayList<>();
    private final MapFeed map;
    private int remembered = -1;

    Viewer(Session session, StudyRoom room, Function<String, Object> words) {
        this.session = session;
        this.room = room;
        this.words = words;
        this.loop = new SendLoop(session, this::next);
        this.map = new MapFeed(loop::more);
    }

    /** @throws NoRoomException if too many pages look at this room */
    void start() {
        watches.add(map);
        watches.add(room.watch(this::changed));
        room.place().exercises().forEach(exercise -> changed(exercise.id()));
        try {
            watches.add(room.wire().watch(this::said));
        } catch (IllegalStateException e) {
            throw new NoRoomException(e.getMessage());
        }
        synchronized (this) {
            remembered = wire.size();
        }
        loop.more();
    }

    private void changed(String exercise) {
        synchronized (this) {
            changed.add(exercise);
        }
        loop.more();
    }

    private void said(WireEvent event) {
        boolean tooFar;
        synchronized (this) {
            tooFar = wire.size() >= MOST_WAITING;
            if (!tooFar) {
                wire.add(event);
            }
        }
        if (tooFar) {
            session.close(TRY_AGAIN_LATER, "too far behind", Callback.NOOP);
        } else {
            loop.more();
        }
    }

    private Optional<Object> next() {
        Optional<AnswerResult> answer = takeAnswer();
        if (answer.isPresent()) {
            return answer.map(JSON::writeValueAsString);
        }
        Optional<String> exercise = takeChanged();
        if (exercise.isPresent()) {
            return Optional.of(JSON.writeValueAsString(words.apply(exercise.get())));
        }
        return takeWire().map(Object.class::cast).or(map::next).map(JSON::writeValueAsString);
    }

    private synchronized Optional<AnswerResult> takeAnswer() {
        return Optional.ofNullable(answers.poll());
    }

    private synchronized Optional<String> takeChanged() {
        Optional<String> first = changed.stream().findFirst();
        first.ifPresent(changed::remove);
        return first;
    }

    /** What the lab remembered goes out as the first batch, even if it is nothing: it tells the page to start afresh. */
    private synchronized Optional<WireBatch> takeWire() {
        if (remembered < 0) {
            return Optional.empty();
        }
        boolean afresh = remembered != Integer.MAX_VALUE;
        int count = afresh ? remembered : Math.min(BATCH, wire.size());
        if (count == 0 && !afresh) {
            return Optional.empty();
        }
        remembered = Integer.MAX_VALUE;
        List<WireMessage> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            writer.write(wire.remove()).ifPresent(batch::add);
        }
        return Optional.of(new WireBatch("wire", !afresh, batch));
    }

    /** A message of the page. One that makes no sense is an error of ours or somebody's play: the socket is closed. */
    void take(String message) {
        String[] words = message.split(" ", 4);
        try {
            if (words.length == 2 && words[0].equals("hint")) {
                room.hint(words[1]);
            } else if (words.length == 2 && words[0].equals("reset")) {
                room.reset(words[1]);
            } else if (words.length == 4 && words[0].equals("answer")) {
                room.answer(words[1], words[2], words[3]).thenAccept(answer -> answered(words[1], words[2], answer));
            } else if (words.length == 2 && words[0].equals("attend")) {
                room.attend(words[1]);
            } else if (words[0].equals("map") && words.length == (message.equals("map on") ? 2 : 3)) {
                takeMap(words);
            } else {
                session.close(1008, "not a message of this socket", Callback.NOOP);
            }
        } catch (IllegalArgumentException e) {
            session.close(1008, "not a message of this socket", Callback.NOOP);
        } catch (NoSuchElementException e) {
            session.close(1008, "no such exercise", Callback.NOOP);
        }
    }

    private void takeMap(String[] words) {
        switch (words[1]) {
            case "on" -> map.open(room);
            case "stop" -> map.bar(words[2], true);
            case "pass" -> map.bar(words[2], false);
            case "go" -> map.release(words[2]);
            case "look" -> map.look(words[2]);
            default -> throw new IllegalArgumentException(words[1]);
        }
    }

    private void answered(String exercise, String task, Answer answer) {
        synchronized (this) {
            if (answers.size() < MOST_ANSWERS) {
                answers.add(
                        new AnswerResult("answer", exercise, task, answer.name().toLowerCase(Locale.ROOT)));
            }
        }
        loop.more();
    }

    void close() {
        loop.close();
        watches.forEach(Door::stop);
    }
}
