package postroom.server.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James' end of the pipeline: gives each frame to the protocol's dispatcher, and tells the session of its beginning and end.
 *
 * @param <S> the session
 */
public final class SessionHandler<S extends ProtocolSession & SessionHandler.Life> extends BasicChannelInboundHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(SessionHandler.class);

    private final S session;

    /** What a session is told, on its event loop. */
    public interface Life {
        /** The client is there. */
        void open();

        /** The connection was closed by the other side, or was reset. */
        void connectionGone();

        /** The client has been silent for too long. */
        void idle();
    }

    /** For one connection. */
    public SessionHandler(Protocol protocol, S session) {
        super(NoContext.INSTANCE, protocol);
        this.session = session;
    }

    @Override
    protected ProtocolSession createSession(ChannelHandlerContext ctx) {
        return session;
    }

    /** Not James' own, which logs a line for every connection. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.channel().attr(SESSION_ATTRIBUTE_KEY).set(createSession(ctx));
        session.open();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.connectionGone();
        cleanup(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            session.idle();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) { // a client that breaks off
            LOGGER.warn("a session failed", cause);
        }
        ctx.close();
    }
}
