package postroom.labs.debian.dovecot.login;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is logged in, as the anvil process knows it: {@code doveadm who} reads it, {@code doveadm kick} ends sessions.
 *
 * <p>Safe for use by many threads.
 */
public final class Sessions {
    private final Map<Integer, Session> byPid = new ConcurrentHashMap<>();

    /**
     * A session.
     *
     * @param pid its process
     * @param shutDown ends it
     */
    public record Session(String user, String protocol, int pid, String address, Runnable shutDown) {}

    void add(Session session) {
        byPid.put(session.pid(), session);
    }

    void remove(int pid) {
        byPid.remove(pid);
    }

    /** All, by user and process. */
    public List<Session> all() {
        return byPid.values().stream()
                .sorted(Comparator.comparing(Session::user).thenComparing(Session::pid))
                .toList();
    }

    /** Ends all. */
    public void shutDown() {
        all().forEach(it -> it.shutDown().run());
    }
}
