package postroom.labs.net;

import java.util.concurrent.CompletionStage;
import postroom.server.Listener;
import postroom.server.PeerLookup;

/** Binds a real loopback port for a service of the mail engine. */
@FunctionalInterface
public interface EngineOpener {
    /**
     * Binds and listens.
     *
     * @param realPort 0 for any, or the fixed one under which the lab's port is exposed
     * @param peers tells the virtual ends of what connects
     */
    CompletionStage<Listener> open(int realPort, PeerLookup peers);
}
