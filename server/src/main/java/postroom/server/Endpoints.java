package postroom.server;

/**
 * Both virtual ends of an accepted connection.
 *
 * @param client where the connection comes from
 * @param server the address and port that the client believes it is talking to
 */
public record Endpoints(Peer client, Peer server) {}
