package postroom.server.smtp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Clock;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.smtp.SMTPProtocol;
import postroom.server.Endpoints;
import postroom.server.Service;
import postroom.server.stream.SessionHandler;
import postroom.server.stream.StreamFramer;
import postroom.server.wire.Secrets;
import postroom.server.wire.WireRecorder;
import postroom.server.wire.WireTap;

/**
 * An SMTP server (RFC 5321) with the manners of Postfix 3.7: James' handler chain and dispatcher, our framer and verbs.
 * What to answer is asked of a {@link SmtpService}.
 */
public final class SmtpServer implements Service {

    private static final SMTPProtocol PROTOCOL = SmtpChain.protocol();

    private final SmtpService service;
    private final WireTap tap;
    private final Clock clock;

    /**
     * @param tap is told everything that goes over the wire
     * @param clock stamps wire events and envelopes
     */
    public SmtpServer(SmtpService service, WireTap tap, Clock clock) {
        this.service = service;
        this.tap = tap;
        this.clock = clock;
    }

    @Override
    public void open(Channel channel, Endpoints ends) {
        String id = channel.id().asShortText();
        WireRecorder wire = new WireRecorder(tap, clock, id, Secrets::smtp);
        StreamFramer framer = new StreamFramer();
        SmtpTransport transport = new SmtpTransport(channel, ends, wire);
        Conversation conversation = new Conversation(service, transport, framer, wire, clock);
        framer.serve(conversation);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(HandlerConstants.FRAMER, framer);
        pipeline.addLast(HandlerConstants.CORE_HANDLER, new SessionHandler<>(PROTOCOL, conversation));
    }
}
