package postroom.server;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Tells the virtual ends of a connection from the real remote address of its socket. It is asked once per connection,
 * at accept time and on an event loop, so it must answer from memory.
 */
@FunctionalInterface
public interface PeerLookup {

    /**
     * @param remote the real address of the socket that was accepted
     * @return the virtual ends; empty when the connection belongs to nobody, which closes it at once
     */
    Optional<Endpoints> find(InetSocketAddress remote);
}
