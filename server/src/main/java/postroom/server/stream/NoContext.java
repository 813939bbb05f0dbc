package postroom.server.stream;

import io.netty.channel.ChannelHandlerContext;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.ProtocolMDCContextFactory;
import org.apache.james.util.MDCBuilder;

/** No context for log lines: James' standard factory asks DNS for the client's name on the event loop. */
public final class NoContext implements ProtocolMDCContextFactory {
    /** The one. */
    public static final NoContext INSTANCE = new NoContext();

    private NoContext() {}

    @Override
    public MDCBuilder onBound(Protocol protocol, ChannelHandlerContext ctx) {
        return MDCBuilder.create();
    }

    @Override
    public MDCBuilder withContext(ProtocolSession session) {
        return MDCBuilder.create();
    }
}
