package postroom.server.pop3;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import postroom.server.stream.StreamFramer;

/** Cuts command lines at LF, with or without a CR before it. */
final class LineMode implements StreamFramer.Mode {
    /** Bytes of a line that are too many. */
    static final int LIMIT = 8192;

    private final Pop3Session session;

    LineMode(Pop3Session session) {
        this.session = session;
    }

    @Override
    public boolean cut(ByteBuf in) {
        int length = in.bytesBefore((byte) '\n');
        if (length < 0 && in.readableBytes() < LIMIT) {
            return false;
        }
        if (length < 0 || length > LIMIT) {
            session.lineTooLong();
            return false;
        }
        byte[] line = new byte[length];
        in.readBytes(line);
        in.skipBytes(1);
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        session.wire().clientLine(new String(line, 0, end, StandardCharsets.UTF_8));
        byte[] stripped = java.util.Arrays.copyOf(line, end);
        session.framer().deliver(stripped);
        return true;
    }
}
