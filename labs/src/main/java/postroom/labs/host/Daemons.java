package postroom.labs.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The daemons of a host that run now. */
public final class Daemons {
    /** Is told when a daemon has started, stopped, or read its configuration again. */
    public interface Listener {
        /** Called on the thread that did it; must only hand on. */
        void changed(String name);
    }

    private final Map<String, Daemon> running = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** A daemon has started, or has read its configuration again. */
    public void put(Daemon daemon) {
        running.put(daemon.name(), daemon);
        tell(daemon.name());
    }

    /** A daemon has ended. */
    public void remove(Daemon daemon) {
        if (running.remove(daemon.name(), daemon)) {
            tell(daemon.name());
        }
    }

    /** The daemon of a unit, if it runs. */
    public Optional<Daemon> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** All that run, by name. */
    public List<Daemon> all() {
        return List.copyOf(running.values());
    }

    /** Tells {@code listener} of every change from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    public void ignore(Listener listener) {
        listeners.remove(listener);
    }

    private void tell(String name) {
        for (Listener each : listeners) {
            each.changed(name);
        }
    }
}
