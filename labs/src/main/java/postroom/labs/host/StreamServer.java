package postroom.labs.host;

import postroom.labs.io.Descriptor;

/** What listens on a UNIX socket of a disk and speaks bytes there ({@code SOCK_STREAM}). */
@FunctionalInterface
public interface StreamServer {
    /** Somebody has connected: the server's end. Called on the connecting side's thread. */
    void accept(Descriptor connection);
}
