package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import postroom.server.smtp.syntax.Printing;
import postroom.server.stream.StreamFramer;

/**
 * Cuts command lines. A line ends with LF, whatever number of CRs stands before it; of a line longer than Postfix's
 * {@code line_length_limit} the first {@value #LIMIT} bytes are taken and the rest is skipped, as smtpd(8) does.
 */
final class LineMode implements StreamFramer.Mode {

    static final int LIMIT = 2048;

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] NOTHING = {};

    private final Conversation conversation;
    private byte[] overlong = NOTHING;

    LineMode(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public boolean cut(ByteBuf in) {
        int length = in.bytesBefore(LF);
        if (length < 0) {
            skimOverlong(in);
            return false;
        }
        byte[] line = new byte[overlong.length > 0 ? 0 : length];
        in.readBytes(line);
        in.skipBytes(overlong.length > 0 ? length + 1 : 1);
        if (overlong.length > 0) {
            line = overlong;
            overlong = NOTHING;
            tooLong(line);
        } else if (length > LIMIT || length == LIMIT && line[LIMIT - 1] != CR) {
            line = Arrays.copyOf(line, LIMIT);
            tooLong(line);
        } else {
            line = stripped(line);
        }
        conversation.wire().clientLine(text(line));
        conversation.framer().deliver(line);
        return true;
    }

    /** Keeps the start of a line that is already too long and lets the rest go as it comes. */
    private void skimOverlong(ByteBuf in) {
        if (overlong.length == 0 && in.readableBytes() > LIMIT) {
            overlong = new byte[LIMIT];
            in.getBytes(in.readerIndex(), overlong);
        }
        if (overlong.length > 0) {
            in.skipBytes(in.readableBytes());
        }
    }

    private void tooLong(byte[] line) {
        conversation.log(new SmtpEvent.RequestTooLong(LIMIT, Printing.printable(Printing.first(30, text(line)))));
    }

    private byte[] stripped(byte[] line) {
        int end = line.length;
        boolean bare = end == 0 || line[end - 1] != CR;
        if (conversation.config().bareNewline() == SmtpConfig.BareNewline.ALLOW) {
            while (end > 0 && line[end - 1] == CR) {
                end--;
            }
        } else if (!bare) {
            end--;
        }
        conversation.bareNewline(bare);
        return end == line.length ? line : Arrays.copyOf(line, end);
    }

    static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
