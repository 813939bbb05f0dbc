package postroom.server.pop3;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import postroom.server.Endpoints;
import postroom.server.stream.SessionTransport;
import postroom.server.wire.WireRecorder;

/** The way to a POP3 client. */
final class Pop3Transport extends SessionTransport {

    Pop3Transport(Channel channel, Endpoints ends, WireRecorder wire) {
        super(channel, ends, wire);
    }

    /** Queues a line. */
    void send(String line) {
        if (wire().on()) {
            wire().serverLine(line);
        }
        queue((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Queues the text of a message, dots stuffed. */
    void send(byte[] text) {
        if (wire().on()) {
            new String(text, StandardCharsets.UTF_8)
                    .lines()
                    .limit(WireRecorder.MAX_CONTENT_LINES)
                    .forEach(wire()::serverLine);
        }
        queue(text);
    }
}
