package postroom.labs.debian.postfix.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A record of a queue file.
 *
 * @param type see {@link RecordType}
 * @param data its bytes, one a character
 * @param offset where it begins in the file
 * @param next where the next one begins
 */
public record QueueRecord(char type, String data, int offset, int next) {
    /** The data as bytes. */
    public byte[] bytes() {
        return data.getBytes(ISO_8859_1);
    }
}
