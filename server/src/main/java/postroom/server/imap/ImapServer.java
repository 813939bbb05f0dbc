package postroom.server.imap;

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

/** An IMAP server. What it does is asked of an {@link ImapService}. */
public final class ImapServer implements Service {
    private final ImapService service;
    private final WireTap tap;
    private final Clock clock;
    private final boolean tlsFirst;

    /**
     * @param tap is told everything that goes over the wire
     * @param tlsFirst true for IMAPS, which begins with the handshake
     */
    public ImapServer(ImapService service, WireTap tap, Clock clock, boolean tlsFirst) {
        this.service = service;
        this.tap = tap;
        this.clock = clock;
        this.tlsFirst = tlsFirst;
    }

    @Override
    public void open(Channel channel, Endpoints ends) {
        WireRecorder wire = new WireRecorder(tap, clock, channel.id().asShortText(), Secrets::imap);
        StreamFramer framer = new StreamFramer();
        ImapTransport transport = new ImapTransport(channel, ends, wire);
        ImapSession session = new ImapSession(service, transport, framer, wire, tlsFirst);
        framer.serve(session);
        channel.pipeline().addLast(HandlerConstants.FRAMER, framer);
        channel.pipeline().addLast(HandlerConstants.CORE_HANDLER, new SessionHandler<>(ImapChain.PROTOCOL, session));
    }
}
