package postroom.web.study;

import io.javalin.websocket.WsContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets a socket into its learner's room, or closes it with a code that the page knows: 1008 for a learner or chapter that
 * does not exist (the page has to be loaded again), 4003 when the server has no room for one more lab.
 */
public final class Door {
    private static final Logger LOG = System.getLogger(Door.class.getName());
    private static final int PING_SECONDS = 25;

    private final StudyRooms rooms;
    private final Map<String, AutoCloseable> visits = new ConcurrentHashMap<>();

    public Door(StudyRooms rooms) {
        this.rooms = rooms;
    }

    Optional<StudyRoom> enter(WsContext ctx) {
        ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        try {
            String host = Objects.requireNonNullElse(ctx.queryParam("host"), "");
            Optional<StudyRoom> room = rooms.enter(ctx.cookie(StudyRooms.COOKIE), ctx.pathParam("chapter"), host);
            if (room.isEmpty()) {
                ctx.closeSession(1008, "unknown");
            }
            room.ifPresent(entered -> {
                stop(visits.put(ctx.sessionId(), entered.visit(() -> ctx.closeSession(1008, "gone"))));
                if (!ctx.session.isOpen()) {
                    leave(ctx);
                }
            });
            return room;
        } catch (NoRoomException e) {
            ctx.closeSession(4003, "full");
            return Optional.empty();
        }
    }

    /** The socket that was let in has closed. */
    void leave(WsContext ctx) {
        stop(visits.remove(ctx.sessionId()));
    }

    static void stop(AutoCloseable watch) {
        if (watch == null) {
            return;
        }
        try {
            watch.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "a watch could not be stopped", e);
        }
    }
}
