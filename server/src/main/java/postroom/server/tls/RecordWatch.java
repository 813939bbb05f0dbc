package postroom.server.tls;

import io.netty.buffer.ByteBuf;

/**
 * Follows the frames of a client's TLS records (RFC 8446 §5.1) without looking into them. A handshake record behind the
 * handshake asks for another one, which OpenSSL 3 does not allow a client (and TLS 1.3 does not have).
 */
final class RecordWatch {
    private static final int HEADER = 5;
    private static final int HANDSHAKE = 22;

    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private int left;

    /** Takes the next bytes; whether a handshake record begins among them. */
    boolean beginsHandshake(ByteBuf bytes) {
        boolean found = false;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (left > 0) {
                int skipped = Math.min(left, end - at);
                left -= skipped;
                at += skipped;
                continue;
            }
            header[headerBytes++] = bytes.getByte(at++);
            if (headerBytes == HEADER) {
                found |= header[0] == HANDSHAKE;
                left = (header[3] & 0xff) << 8 | header[4] & 0xff;
                headerBytes = 0;
            }
        }
        return found;
    }
}
