package postroom.server.pop3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.server.stream.NoContext;

/** James' end of the pipeline: gives each line to the dispatcher, and tells the session of its beginning and end. */
final class Pop3Handler extends BasicChannelInboundHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Pop3Handler.class);

    private final Pop3Session session;

    Pop3Handler(Pop3Session session) {
        super(NoContext.INSTANCE, Pop3Chain.PROTOCOL);
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
        if (!(cause instanceof IOException)) {
            LOGGER.warn("a POP3 session failed", cause);
        }
        ctx.close();
    }
}
