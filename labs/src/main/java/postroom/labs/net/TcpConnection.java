package postroom.labs.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * A lab program's end of a connection to the mail engine: a real socket on the loopback. At most 64 KiB wait to be read;
 * then the socket is left alone, and the kernel holds the other side back.
 */
final class TcpConnection extends Connection {
    private static final int HIGH_WATER = 65_536;

    private final Node node;
    private final Queue<ByteBuf> received = new ArrayDeque<>();
    private int waiting;
    private boolean inputEnded;
    private boolean broken;
    private volatile boolean shut;
    private volatile Channel channel;

    private TcpConnection(Node node, Endpoint local, Endpoint remote) {
        super(local, remote);
        this.node = node;
    }

    static CompletionStage<Connection> open(Node node, Endpoint local, Endpoint remote, int realPort) {
        TcpConnection connection = new TcpConnection(node, local, remote);
        CompletableFuture<Connection> result = new CompletableFuture<>();
        InetAddress loopback = Network.address("127.0.0.1");
        Bootstrap bootstrap = new Bootstrap()
                .group(node.network().loops())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(connection.new Receiver());
        // Bound first: the engine must know whose connection it is before it sees it.
        ChannelFuture bound = bootstrap.bind(new InetSocketAddress(loopback, 0));
        bound.addListener((ChannelFutureListener) done -> {
            if (!done.isSuccess()) {
                result.completeExceptionally(new ErrnoException(Errno.EADDRNOTAVAIL));
                return;
            }
            Channel channel = done.channel();
            int ownPort = ((InetSocketAddress) channel.localAddress()).getPort();
            node.network().announce(ownPort, local, remote);
            channel.closeFuture().addListener(gone -> node.network().forget(ownPort));
            connection.channel = channel;
            channel.connect(new InetSocketAddress(loopback, realPort)).addListener(connected -> {
                if (connected.isSuccess()) {
                    node.opened(connection);
                    result.complete(connection);
                } else {
                    channel.close();
                    result.completeExceptionally(new ErrnoException(Errno.ECONNREFUSED));
                }
            });
        });
        return result;
    }

    @Override
    public synchronized int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
        if (length == 0) {
            return 0;
        }
        ByteBuf first = received.peek();
        if (first == null) {
            if (broken) {
                broken = false;
                throw new ErrnoException(Errno.ECONNRESET);
            }
            return inputEnded ? END : NOT_NOW;
        }
        int n = Math.min(length, first.readableBytes());
        first.readBytes(buffer, offset, n);
        if (!first.isReadable()) {
            received.remove().release();
        }
        waiting -= n;
        if (waiting < HIGH_WATER / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return n;
    }

    @Override
    public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
        if (shut || !channel.isActive()) {
            throw new ErrnoException(Errno.EPIPE);
        }
        if (length == 0) {
            return 0;
        }
        if (!channel.isWritable()) {
            return NOT_NOW;
        }
        int n = Math.min(length, HIGH_WATER);
        channel.writeAndFlush(Unpooled.copiedBuffer(buffer, offset, n));
        return n;
    }

    @Override
    public synchronized boolean readable() {
        return !received.isEmpty() || inputEnded || broken;
    }

    @Override
    public void shutdownOutput() {
        if (!shut) {
            shut = true;
            ((DuplexChannel) channel).shutdownOutput();
        }
    }

    @Override
    public synchronized boolean ended() {
        return inputEnded && received.isEmpty();
    }

    @Override
    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    protected void closed() {
        channel.close();
        node.closed(this);
        synchronized (this) {
            received.forEach(ByteBuf::release);
            received.clear();
        }
    }

    private void end(boolean reset) {
        synchronized (this) {
            inputEnded = true;
            broken |= reset;
        }
        waiters().wake();
    }

    private final class Receiver extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            synchronized (TcpConnection.this) {
                ByteBuf bytes = (ByteBuf) message;
                received.add(bytes);
                waiting += bytes.readableBytes();
                if (waiting >= HIGH_WATER) {
                    context.channel().config().setAutoRead(false);
                }
            }
            waiters().wake();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                end(false);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            node.closed(TcpConnection.this);
            end(false);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            waiters().wake();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(true);
            context.close();
        }
    }
}
