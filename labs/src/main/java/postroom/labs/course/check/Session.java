package postroom.labs.course.check;

import java.util.List;

/**
 * An SMTP session with a server of the lab, as far as it has got.
 *
 * @param id its number in the lab
 * @param exchanges in their order; of a very long session the last ones
 * @param end how it ended, if it has
 */
public record Session(long id, List<Exchange> exchanges, End end) {

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

    /** The number of the newest exchange, 0 when nothing was said. */
    public long newest() {
        return exchanges.isEmpty() ? 0 : exchanges.get(exchanges.size() - 1).number();
    }
}
