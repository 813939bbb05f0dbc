package postroom.labs.net;

/** What arrived at a UDP socket: whence, at which of the host's addresses, and the bytes. */
public record Datagram(Endpoint from, Endpoint to, byte[] data) {}
