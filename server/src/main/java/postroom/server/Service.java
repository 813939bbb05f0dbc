package postroom.server;

import io.netty.channel.Channel;

/** A protocol that a listener speaks. One instance serves every connection of its listener. */
public interface Service {

    /**
     * Puts the protocol's handlers on the pipeline of a connection that was just accepted. Called on the connection's
     * event loop, before the connection becomes active.
     *
     * @param channel the accepted connection, with an empty pipeline
     * @param ends its virtual ends
     */
    void open(Channel channel, Endpoints ends);
}
