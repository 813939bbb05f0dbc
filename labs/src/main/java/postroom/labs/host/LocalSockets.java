package postroom.labs.host;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Who listens on the UNIX sockets of a host's disk ({@code unix(7)}). What is spoken there is a Java interface of the
 * server, not bytes: both ends are ours. Reaching it takes what it takes on a real host.
 */
public final class LocalSockets {
    private static final int WRITE = 2;

    private final Map<String, Object> listening = new ConcurrentHashMap<>();

    /** {@code server} listens on the socket at an absolute path; it takes the place of what has listened there. */
    public void listen(String path, Object server) {
        listening.put(path, server);
    }

    /** The paths at which somebody listens, sorted. */
    public List<String> paths() {
        return listening.keySet().stream().sorted().toList();
    }

    /** {@code server} listens nowhere any more; its sockets stay on the disk. */
    public void close(Object server) {
        listening.values().removeIf(each -> each == server);
    }

    /**
     * What listens at a path ({@code connect(2)}).
     *
     * @param who must be allowed to write to the socket
     * @throws ErrnoException {@code ENOENT}, {@code EACCES}; {@code ECONNREFUSED} if nobody listens there, or something
     *     that speaks another language
     */
    public <T> T connect(FileAccess who, String path, Class<T> language) throws ErrnoException {
        String place = who.canonical(path);
        who.stat(place);
        if (!who.allows(place, WRITE)) {
            throw new ErrnoException(Errno.EACCES);
        }
        Object server = listening.get(place);
        if (!language.isInstance(server)) {
            throw new ErrnoException(Errno.ECONNREFUSED);
        }
        return language.cast(server);
    }
}
