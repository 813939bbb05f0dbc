package postroom.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Cuts the stream from the client into frames, one at a time, so that what handles a frame may change the mode before
 * the next is cut: a command pauses the framer until its answer is known, DATA and BDAT read content, STARTTLS throws
 * away what came in clear. Every protocol of the mail engine has one in its pipeline.
 *
 * <p>Bounds: no more than some {@value #MAX_UNREAD} bytes are held; beyond that the socket is not read. When the client
 * does not read its replies, no further frame is cut.
 */
public final class StreamFramer extends ChannelInboundHandlerAdapter {

    /** How the next frame is cut. */
    @FunctionalInterface
    public interface Mode {
        /** @return false when it needs more bytes than there are */
        boolean cut(ByteBuf in);
    }

    /** What the framer tells about the stream itself. */
    public interface Reader {
        /** The client will send no more. */
        void inputEnded();

        /** All that came was cut, and no more will come. */
        void lost();
    }

    /** Bytes that are held at most. */
    public static final int MAX_UNREAD = 64 * 1024;

    private static final Mode PAUSED = in -> false;

    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    private Mode mode = PAUSED;
    private Reader reader;
    private ChannelHandlerContext context;
    private boolean cutting;
    private boolean inputEnded;
    private boolean stopped;

    /** Tells {@code served} of the stream's end. */
    public void serve(Reader served) {
        reader = served;
    }

    /** Cuts nothing until {@link #read}. */
    public void pause() {
        mode = PAUSED;
    }

    /** Whether it cuts nothing now. */
    public boolean paused() {
        return mode == PAUSED;
    }

    /** Goes on in this mode, at once with what is there. */
    public void read(Mode next) {
        if (!stopped) {
            mode = next;
            cutAll();
        }
    }

    /** Reads nothing any more. */
    public void stop() {
        stopped = true;
        mode = PAUSED;
        unread.release();
        unread = Unpooled.EMPTY_BUFFER;
    }

    /** The bytes that came and were not cut yet; for a look only. */
    public ByteBuf unread() {
        return unread;
    }

    /** Throws away what came and was not cut yet. @return how many bytes */
    public int drop() {
        int bytes = unread.readableBytes();
        unread.skipBytes(bytes);
        return bytes;
    }

    /** Sends what was not cut yet through the pipeline again, whose first handler is a new one. */
    public void refire() {
        ByteBuf early = unread;
        unread = Unpooled.EMPTY_BUFFER;
        if (early.isReadable()) {
            context.pipeline().fireChannelRead(early);
            context.pipeline().fireChannelReadComplete(); // lets the TLS handler send its part
        } else {
            early.release();
        }
    }

    /** Hands a command line on to James' core. */
    public void deliver(byte[] line) {
        context.fireChannelRead(Unpooled.wrappedBuffer(line));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (stopped) {
            bytes.release();
            return;
        }
        unread = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), unread, bytes);
        cutAll();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        cutAll();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            reader.inputEnded();
            cutAll();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ctx.fireChannelInactive();
        if (!stopped) {
            stop();
        }
    }

    private void cutAll() {
        if (cutting || stopped) {
            return;
        }
        cutting = true;
        try {
            while (mode != PAUSED && unread.isReadable() && writable() && mode.cut(unread)) {
                // the mode did the work
            }
        } finally {
            cutting = false;
        }
        if (!stopped) {
            afterCutting();
        }
    }

    private boolean writable() {
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return context.channel().isWritable();
    }

    private void afterCutting() {
        if (!unread.isReadable()) {
            unread.release();
            unread = Unpooled.EMPTY_BUFFER;
        } else {
            unread.discardSomeReadBytes();
        }
        boolean room = unread.readableBytes() < MAX_UNREAD;
        if (context.channel().config().isAutoRead() != room) {
            context.channel().config().setAutoRead(room);
        }
        if (mode != PAUSED) {
            context.flush();
            if (inputEnded && context.channel().isWritable()) {
                reader.lost();
            }
        }
    }
}
