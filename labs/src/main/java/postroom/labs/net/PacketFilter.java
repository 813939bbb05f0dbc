package postroom.labs.net;

/** A host's firewall: decides on what comes to it and what leaves it. The loopback is not asked about. */
public interface PacketFilter {
    /** What happens to a packet. */
    enum Verdict {
        /** It passes. */
        ACCEPT,
        /** Nobody hears of it again: a connection times out. */
        DROP,
        /** Its sender is told. */
        REJECT
    }

    /**
     * A new TCP connection, or a datagram, to this host.
     *
     * @param protocol {@code tcp} or {@code udp}
     */
    Verdict incoming(String protocol, Endpoint from, Endpoint to);

    /** The same from this host to another. */
    Verdict outgoing(String protocol, Endpoint from, Endpoint to);
}
