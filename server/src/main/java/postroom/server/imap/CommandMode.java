package postroom.server.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import postroom.server.stream.StreamFramer;
import postroom.server.wire.WireRecorder;

/** Cuts commands: lines, and the literals that they announce. Every bound is the {@link Listener}'s. */
final class CommandMode implements StreamFramer.Mode {
    private final Listener listener;
    private final WireRecorder wire;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private int lineBytes;
    private long literalLeft;
    private boolean skipping;

    /** What is told of the stream. */
    interface Listener {
        /** The most bytes that lines of a command may have. */
        int lineLimit();

        /** A line is longer than that. */
        void lineTooLong(byte[] soFar);

        /**
         * A literal is announced; the framer waits until {@link #accept} or {@link #reject} is called.
         *
         * @param soFar the command up to the literal's brace
         * @param size as announced
         * @param waits whether the client waits to be told to go on
         */
        void literal(byte[] soFar, long size, boolean waits);

        /** A whole command, without its last line end. */
        void complete(byte[] bytes);
    }

    /** A literal's announcement at the end of a line. */
    record Announcement(int start, long size, boolean waits) {}

    CommandMode(Listener listener, WireRecorder wire) {
        this.listener = listener;
        this.wire = wire;
    }

    /** The announced literal is taken. */
    void accept(long size) {
        literalLeft = size;
    }

    /** The command is given up; what comes next is another. */
    void reject() {
        reset();
    }

    /** Gives up the command, and the rest of its line. */
    void skipLine() {
        reset();
        skipping = true;
    }

    private void reset() {
        command.reset();
        lineBytes = 0;
        literalLeft = 0;
    }

    @Override
    public boolean cut(ByteBuf in) {
        if (literalLeft > 0) {
            ByteBuf piece = in.readSlice((int) Math.min(literalLeft, in.readableBytes()));
            literalLeft -= piece.readableBytes();
            wire.clientContent(piece.duplicate());
            byte[] bytes = new byte[piece.readableBytes()];
            piece.readBytes(bytes);
            command.writeBytes(bytes);
            if (literalLeft == 0) {
                wire.contentEnded();
            }
            return true;
        }
        return line(in);
    }

    private boolean line(ByteBuf in) {
        int length = in.bytesBefore((byte) '\n');
        if (skipping) {
            in.skipBytes(length < 0 ? in.readableBytes() : length + 1);
            skipping = length < 0;
            return length >= 0;
        }
        if (length < 0 && lineBytes + in.readableBytes() < listener.lineLimit()) {
            return false;
        }
        if (length < 0 || lineBytes + length >= listener.lineLimit()) {
            byte[] beginning = new byte[Math.min(in.readableBytes(), 200)];
            in.getBytes(in.readerIndex(), beginning);
            command.writeBytes(beginning);
            listener.lineTooLong(command.toByteArray());
            return true;
        }
        byte[] line = new byte[length + 1];
        in.readBytes(line);
        lineBytes += line.length;
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        wire.clientLine(new String(line, 0, end, UTF_8));
        Announcement literal = announcement(line, end);
        if (literal == null) {
            command.write(line, 0, end);
            byte[] whole = command.toByteArray();
            reset();
            listener.complete(whole);
            return true;
        }
        command.write(line, 0, literal.start);
        byte[] before = command.toByteArray();
        command.write(line, literal.start, line.length - literal.start);
        listener.literal(before, literal.size, literal.waits);
        return true;
    }

    /** What a line says at its end: {@code {5}} or {@code {5+}} outside of quotation marks; null for nothing. */
    static Announcement announcement(byte[] line, int end) {
        if (end < 3 || line[end - 1] != '}') {
            return null;
        }
        int open = end - 2;
        while (open >= 0 && line[open] != '{') {
            open--;
        }
        String inside = open < 0 ? "" : new String(Arrays.copyOfRange(line, open + 1, end - 1), ISO_8859_1);
        boolean plus = inside.endsWith("+");
        String digits = plus ? inside.substring(0, inside.length() - 1) : inside;
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int before = open > 0 && line[open - 1] == '~' ? open - 1 : open;
        if (before > 0 && line[before - 1] != ' ' && line[before - 1] != '(') {
            return null;
        }
        boolean quoted = false;
        for (int i = 0; i < before; i++) {
            if (quoted && line[i] == '\\') {
                i++;
            } else if (line[i] == '"') {
                quoted = !quoted;
            }
        }
        return quoted ? null : new Announcement(before, Long.parseLong(digits), !plus);
    }
}
