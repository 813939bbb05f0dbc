package postroom.server.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import postroom.server.Endpoints;
import postroom.server.stream.SessionTransport;
import postroom.server.wire.WireRecorder;

/** The way to an IMAP client. */
final class ImapTransport extends SessionTransport {
    private long sent;

    ImapTransport(Channel channel, Endpoints ends, WireRecorder wire) {
        super(channel, ends, wire);
    }

    /** Queues a line. */
    void send(String line) {
        send((line + "\r\n").getBytes(ISO_8859_1));
    }

    /** Queues bytes. */
    void send(byte[] bytes) {
        tell(bytes);
        queue(bytes);
    }

    /** Sends bytes; the future is done when the client's side has room for more. */
    ChannelFuture sendNow(byte[] bytes) {
        tell(bytes);
        return channel().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private void tell(byte[] bytes) {
        sent += bytes.length;
        if (wire().on()) {
            new String(bytes, UTF_8)
                    .lines()
                    .limit(WireRecorder.MAX_CONTENT_LINES)
                    .forEach(wire()::serverLine);
        }
    }

    /** Bytes so far. */
    long sent() {
        return sent;
    }
}
