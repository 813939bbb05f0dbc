package postroom.server.imap.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Gathers a part of an answer. Texts have a char for each byte. */
public final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds text as it is. */
    public Output add(String text) {
        bytes.writeBytes(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Adds bytes. */
    public Output add(byte[] text, int start, int end) {
        bytes.write(text, start, end - start);
        return this;
    }

    /** Adds a line. */
    public Output line(String text) {
        return add(text).add("\r\n");
    }

    /** How much there is. */
    public int size() {
        return bytes.size();
    }

    /** Takes all out. */
    public byte[] take() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        return all;
    }
}
