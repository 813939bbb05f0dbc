package postroom.server.smtp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.server.stream.NoContext;

/** James' end of the pipeline: gives each frame to the dispatcher, and tells the conversation of its beginning and end. */
final class SmtpChannelHandler extends BasicChannelInboundHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmtpChannelHandler.class);

    private final Conversation conversation;

    SmtpChannelHandler(Protocol protocol, Conversation conversation) {
        super(NoContext.INSTANCE, protocol);
        this.conversation = conversation;
    }

    @Override
    protected ProtocolSession createSession(ChannelHandlerContext ctx) {
        return conversation;
    }

    /** Not James' own, which logs a line for every connection. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.channel().attr(SESSION_ATTRIBUTE_KEY).set(createSession(ctx));
        conversation.open();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation.connectionGone();
        cleanup(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            conversation.idle();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.warn("an SMTP session failed", cause);
        }
        ctx.close();
    }
}
