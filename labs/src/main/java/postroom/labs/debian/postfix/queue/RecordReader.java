package postroom.labs.debian.postfix.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** Reads the records of a queue file one after the other. */
public final class RecordReader {
    private static final int MAX_SHIFT = 28;

    private final byte[] file;
    private int position;

    /** Reads {@code file} from its beginning. */
    public RecordReader(byte[] file) {
        this.file = file;
    }

    /** Goes to a record that begins at {@code offset}. */
    public void seek(int offset) {
        position = offset;
    }

    /**
     * The next record; null at the end of the file.
     *
     * @throws IOException if the file is damaged: {@code unexpected EOF}
     */
    public QueueRecord next() throws IOException {
        if (position >= file.length) {
            return null;
        }
        int start = position;
        char type = (char) (file[position++] & 255);
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            if (position >= file.length || shift > MAX_SHIFT) {
                throw new IOException("unexpected EOF in length field, record type " + (int) type);
            }
            int part = file[position++] & 255;
            length |= (part & 127) << shift;
            if ((part & 128) == 0) {
                break;
            }
        }
        if (length < 0 || length > file.length - position) {
            throw new IOException("unexpected EOF in data, record type " + (int) type + " length " + length);
        }
        String data = new String(file, position, length, ISO_8859_1);
        position += length;
        return new QueueRecord(type, data, start, position);
    }
}
