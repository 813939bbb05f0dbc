package postroom.server.pop3;

import postroom.server.Peer;

/** What is behind a POP3 port. */
@FunctionalInterface
public interface Pop3Service {
    /** A client has come; what is to be done with it. Called on an event loop; must not block. */
    Pop3Policy opened(Peer client, Peer server);
}
