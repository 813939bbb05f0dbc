package postroom.labs.debian.postfix.smtp;

import java.io.ByteArrayOutputStream;
import postroom.labs.debian.postfix.config.Text;

/** Makes of a message what goes over the wire: generic addresses in its header, dots doubled, lines ended by CRLF. */
final class ContentFeed {
    private final Generic generic;
    private final ByteArrayOutputStream out;
    private StringBuilder header;
    private boolean inHeader;

    ContentFeed(Generic generic, ByteArrayOutputStream out) {
        this.generic = generic;
        this.out = out;
        this.inHeader = !generic.isEmpty();
    }

    /** The next line, without its end. */
    void line(String text) {
        if (!inHeader) {
            write(text);
        } else if (header != null && !text.isEmpty() && Character.isWhitespace(text.charAt(0))) {
            header.append('\n').append(text);
        } else {
            end();
            inHeader = !text.isEmpty();
            if (inHeader) {
                header = new StringBuilder(text);
            } else {
                write(text);
            }
        }
    }

    /** There is no more. */
    void end() {
        if (header != null) {
            for (String each : generic.header(header.toString()).split("\n", -1)) {
                write(each);
            }
            header = null;
        }
    }

    private void write(String line) {
        if (line.startsWith(".")) {
            out.write('.');
        }
        byte[] bytes = Text.bytes(line);
        out.write(bytes, 0, bytes.length);
        out.write('\r');
        out.write('\n');
    }
}
