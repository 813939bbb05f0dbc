package postroom.server.imap;

import postroom.server.Peer;

/** What is behind an IMAP port. */
@FunctionalInterface
public interface ImapService {
    /** A client has come; what is to be done with it. Called on an event loop; must not block. */
    ImapPolicy opened(Peer client, Peer server);
}
