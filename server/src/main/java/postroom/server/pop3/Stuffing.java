package postroom.server.pop3;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Messages on their way to the client (RFC 1939 §3): a dot before each that begins a line, and a line end at the end. */
final class Stuffing {
    private Stuffing() {}

    /** The header and so many lines of the body. */
    static byte[] stuffed(byte[] text, int bodyLines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
        boolean body = false;
        int left = bodyLines;
        int start = 0;
        while (start < text.length && (!body || left > 0)) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(text, start, Math.min(end + 1, text.length));
            if (line[0] == '.') {
                out.write('.');
            }
            out.writeBytes(line);
            if (body) {
                left--;
            }
            body |= line[0] == '\r' || line[0] == '\n';
            if (end >= text.length) {
                out.write('\r');
                out.write('\n');
            }
            start = end + 1;
        }
        return out.toByteArray();
    }
}
