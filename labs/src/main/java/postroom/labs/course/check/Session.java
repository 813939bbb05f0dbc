package postroom.labs.course.check;

import java.util.List;
import postroom.server.Peer;

/**
 * A session with a server of the student's host or of the internet around it, as far as it has got.
 *
 * @param id its name in the wire log
 * @param protocol what is spoken in it
 * @param client where it came from
 * @param server the host and port that was called
 * @param exchanges in their order; of a very long session the last ones
 * @param end how it ended, if it has
 * @param newest the number of the last thing that happened in it, counted over all sessions of the lab
 */
public record Session(
        String id, Protocol protocol, Peer client, Peer server, List<Exchange> exchanges, End end, long newest) {

    /** Who closed the connection. */
    public enum End {
        /** The session goes on. */
        NOT_YET,
        /** The server hung up, after QUIT say. */
        BY_SERVER,
        /** The client went away. */
        BY_CLIENT
    }

    public Session {
        exchanges = List.copyOf(exchanges);
    }

    /** The same session some time later. */
    public Session then(List<Exchange> newExchanges, End newEnd, long newNewest) {
        return new Session(id, protocol, client, server, newExchanges, newEnd, newNewest);
    }
}
