package postroom.server.smtp;

import io.netty.channel.Channel;
import postroom.server.Endpoints;
import postroom.server.stream.SessionTransport;
import postroom.server.wire.WireRecorder;

/** The way to an SMTP client; replies are UTF-8, where James would write ASCII only. */
final class SmtpTransport extends SessionTransport {

    SmtpTransport(Channel channel, Endpoints ends, WireRecorder wire) {
        super(channel, ends, wire);
    }

    /** Queues a reply. */
    void send(Reply reply) {
        if (wire().on()) {
            reply.cause().ifPresent(wire()::caused);
            for (int i = 0; i < reply.lines().size(); i++) {
                wire().serverLine(reply.wireLine(i));
            }
        }
        queue(reply.bytes());
    }
}
