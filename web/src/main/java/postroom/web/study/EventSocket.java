package postroom.web.study;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import postroom.web.text.Language;

/**
 * {@code WS /chapters/{chapter}/events?language=en&host=}: what happens in the lab, as JSON, each message with a {@code type}:
 *
 * <ul>
 *   <li>{@code exercise}: the whole state of one exercise, first of each that is done on that host, then whenever it changes;
 *   <li>{@code wire}: {@code events} of the wire ({@link WireMessage}), first all that the lab remembers ({@code live} false:
 *       the page forgets what it had), then each as it happens.
 * </ul>
 *
 * And {@code answer}: what was found of an answer ({@code right, wrong, not_yet}).
 *
 * <p>And, once the page has asked for the map, {@code map} with {@code events}, {@code picture} and {@code letter}; see
 * {@link MapFeed}.
 *
 * <p>The page says {@code attend ID} when its reader turns to an exercise, {@code hint ID}, {@code reset ID} and
 * {@code answer ID TASK TEXT}; {@code map on}, {@code map stop PROGRAM}, {@code map pass PROGRAM}, {@code map look MESSAGE} and
 * {@code map go MESSAGE}.
 */
public final class EventSocket {
    private final Door door;
    private final ExerciseWords words;
    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();

    /** Puts an exercise's state into a reader's words. */
    @FunctionalInterface
    public interface ExerciseWords {
        /** @return a value that becomes the JSON of the message, but for its {@code type} */
        Object say(StudyRoom room, String exercise, Language language);
    }

    public EventSocket(Door door, ExerciseWords words) {
        this.door = door;
        this.words = words;
    }

    public void configure(WsConfig ws) {
        ws.onConnect(ctx -> door.enter(ctx).ifPresent(room -> connect(ctx, room)));
        ws.onMessage(ctx -> {
            Viewer viewer = viewers.get(ctx.sessionId());
            if (viewer != null) {
                viewer.take(ctx.message());
            }
        });
        ws.onClose(ctx -> {
            door.leave(ctx);
            Viewer viewer = viewers.remove(ctx.sessionId());
            if (viewer != null) {
                viewer.close();
            }
        });
    }

    private void connect(WsContext ctx, StudyRoom room) {
        Language language =
                Language.ofCode(String.valueOf(ctx.queryParam("language"))).orElse(Language.EN);
        Viewer viewer = new Viewer(ctx.session, room, exercise -> words.say(room, exercise, language));
        viewers.put(ctx.sessionId(), viewer);
        try {
            viewer.start();
        } catch (NoRoomException e) {
            ctx.closeSession(4003, "full");
        }
    }
}
