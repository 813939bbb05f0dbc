package postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes lines that end in LF from what a client sends as a message (RFC 5321 §4.1.1.4, §4.5.2), takes away the doubled
 * dots, and finds the end. What ends a message decides whether a second one can be smuggled in behind it
 * (CVE-2023-51764); {@link SmtpConfig.BareNewline} says how strict to be.
 *
 * <p>Like smtpd(8) it reads records of up to {@value #RECORD} bytes: a longer line is several records, and only the
 * first can begin with a dot that counts. It holds one piece of content and never more than it was fed.
 */
final class ContentDecoder {

    private static final int RECORD = 2048;
    private static final int LINE_END = 2;
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAILBOX_LINE = "X-Mailbox-Line: ".getBytes(StandardCharsets.US_ASCII);

    private final boolean dots;
    private final SmtpConfig.BareNewline bareNewline;
    private final long sizeLimit;

    private byte[] out = new byte[0];
    private int length;
    private int record;
    private boolean continued;
    private boolean first;
    private boolean previousBare;
    private boolean sawBare;
    private boolean tooBig;
    private long size;

    /**
     * @param dots DATA: a dot ends the message and is doubled elsewhere, and a mailbox's From_ line is made a header;
     *     without, BDAT: everything is content
     * @param sizeLimit message_size_limit; 0 is none
     */
    ContentDecoder(boolean dots, SmtpConfig.BareNewline bareNewline, long sizeLimit) {
        this.dots = dots;
        this.first = dots;
        this.bareNewline = bareNewline;
        this.sizeLimit = sizeLimit;
    }

    /** The size so far as Postfix counts it: every record with a CRLF. */
    long size() {
        return size;
    }

    /** What Postfix says had come when the connection was lost: within a chunk also the line that has not ended. */
    long sizeWhenLost() {
        return dots ? size : size + length - record;
    }

    /** Whether the limit was passed; content is then read on and thrown away. */
    boolean tooBig() {
        return tooBig;
    }

    /** Whether a line ended without CR and that is an error. */
    boolean brokenLineEnd() {
        return sawBare && bareNewline == SmtpConfig.BareNewline.REJECT;
    }

    /** Reads all there is. @return true when the end of the message was found; the rest stays unread */
    boolean feed(ByteBuf in) {
        reserve(in.readableBytes());
        while (in.isReadable()) {
            int room = RECORD - (length - record);
            if (room == 0) {
                if (out[length - 1] == CR && in.getByte(in.readerIndex()) == LF) {
                    in.skipBytes(1);
                    if (lineEnd()) {
                        return true;
                    }
                } else {
                    cutRecord();
                }
                continue;
            }
            int line = in.bytesBefore(Math.min(room, in.readableBytes()), LF);
            int take = line >= 0 ? line : Math.min(room, in.readableBytes());
            reserve(take);
            in.readBytes(out, length, take);
            length += take;
            if (line >= 0) {
                in.skipBytes(1);
                if (lineEnd()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The end of the last chunk: a last line without its end gets one. */
    void finish() {
        if (length > record) {
            store();
        }
    }

    /** What was decoded since the last call. */
    byte[] take() {
        byte[] piece = Arrays.copyOf(out, record);
        int rest = length - record;
        byte[] left = new byte[rest];
        System.arraycopy(out, record, left, 0, rest);
        out = left;
        record = 0;
        length = rest;
        return piece;
    }

    /** @return whether this was the end of the message */
    private boolean lineEnd() {
        boolean bare = strip();
        boolean wasBare = previousBare;
        previousBare = bare;
        sawBare |= bare;
        if (first && mailboxLine(false)) {
            return false;
        }
        if (dots && !continued && length > record && out[record] == '.') {
            if (length - record == 1) {
                boolean standard = bareNewline == SmtpConfig.BareNewline.ALLOW || !bare && !wasBare;
                length = record;
                return standard;
            }
            System.arraycopy(out, record + 1, out, record, length - record - 1);
            length--;
        }
        store();
        return false;
    }

    /** Takes off the CR, or every CR where Postfix minds nothing. @return whether there was none */
    private boolean strip() {
        boolean bare = length == record || out[length - 1] != CR;
        if (bareNewline == SmtpConfig.BareNewline.ALLOW) {
            while (length > record && out[length - 1] == CR) {
                length--;
            }
        } else if (!bare) {
            length--;
        }
        return bare;
    }

    /** Ends the record within a line. */
    private void cutRecord() {
        if (first && mailboxLine(true)) {
            return;
        }
        if (dots && !continued && out[record] == '.') {
            System.arraycopy(out, record + 1, out, record, length - record - 1);
            length--;
        }
        if (fits()) {
            record = length;
        }
        continued = true;
    }

    private void store() {
        if (fits()) {
            reserve(1);
            out[length++] = LF;
            record = length;
        }
        continued = false;
    }

    private boolean fits() {
        long bytes = length - record + LINE_END;
        tooBig |= sizeLimit > 0 && size + bytes > sizeLimit;
        if (tooBig) {
            length = record;
        } else {
            size += bytes;
        }
        return !tooBig;
    }

    /**
     * The beginning of the message: a From_ line of a mailbox becomes a header of its own, which Postfix does not
     * count; a message that begins with white space gets an empty line before it, lest it continue our Received header.
     */
    private boolean mailboxLine(boolean cut) {
        int at = record;
        while (at < length && out[at] == '>') {
            at++;
        }
        if (length - at >= FROM.length && Arrays.equals(out, at, at + FROM.length, FROM, 0, FROM.length)) {
            insert(MAILBOX_LINE);
            if (!cut) {
                reserve(1);
                out[length++] = LF;
            }
            record = length;
            continued = cut;
            return true;
        }
        first = false;
        if (length > record && (out[record] == ' ' || out[record] == '\t')) {
            insert(new byte[] {LF});
            record++;
        }
        return false;
    }

    private void insert(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(out, record, out, record + bytes.length, length - record);
        System.arraycopy(bytes, 0, out, record, bytes.length);
        length += bytes.length;
    }

    /** Room for this much and the LFs that may come in place of nothing. */
    private void reserve(int bytes) {
        if (out.length < length + bytes + 1) {
            out = Arrays.copyOf(out, Math.max(length + bytes + 1, Math.min(out.length * 2, 1 << 17)));
        }
    }
}
