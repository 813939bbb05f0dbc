package postroom.labs.debian.postfix.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Puts records one after the other. The length comes lowest seven bits first, with the highest bit set on all but the last byte. */
public final class RecordWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    /** Adds a record. */
    public RecordWriter put(char type, String data) {
        byte[] bytes = data.getBytes(ISO_8859_1);
        out.write(type);
        int left = bytes.length;
        do {
            out.write(left > 127 ? left & 127 | 128 : left);
            left >>>= 7;
        } while (left > 0);
        out.write(bytes, 0, bytes.length);
        return this;
    }

    /** Adds a {@code name=value} record. */
    public RecordWriter attribute(String name, String value) {
        return put(RecordType.ATTR, name + "=" + value);
    }

    /** How many bytes there are so far. */
    public int size() {
        return out.size();
    }

    /** All that was put. */
    public byte[] bytes() {
        return out.toByteArray();
    }
}
