package postroom.server.pop3;

import io.netty.channel.Channel;
import java.time.Clock;
import org.apache.james.protocols.netty.HandlerConstants;
import postroom.server.Endpoints;
import postroom.server.Service;
import postroom.server.stream.SessionHandler;
import postroom.server.stream.StreamFramer;
import postroom.server.wire.Secrets;
import postroom.server.wire.WireRecorder;
import postroom.server.wire.WireTap;

/** A POP3 server. What it does is asked of a {@link Pop3Service}. */
public final class Pop3Server implements Service {
    private final Pop3Service service;
    private final WireTap tap;
    private final Clock clock;
    private final boolean tlsFirst;

    /**
     * @param tap is told everything that goes over the wire
     * @param tlsFirst true for POP3S, which begins with the handshake
     */
    public Pop3Server(Pop3Service service, WireTap tap, Clock clock, boolean tlsFirst) {
        this.service = service;
        this.tap = tap;
        this.clock = clock;
        this.tlsFirst = tlsFirst;
    }

    @Override
    public void open(Channel channel, Endpoints ends) {
        WireRecorder wire = new WireRecorder(tap, clock, channel.id().asShortText(), Secrets::pop3);
        StreamFramer framer = new StreamFramer();
        Pop3Transport transport = new Pop3Transport(channel, ends, wire);
        Pop3Session session = new Pop3Session(service, transport, framer, wire, tlsFirst);
        framer.serve(session);
        channel.pipeline().addLast(HandlerConstants.FRAMER, framer);
        channel.pipeline().addLast(HandlerConstants.CORE_HANDLER, new SessionHandler<>(Pop3Chain.PROTOCOL, session));
    }
}
