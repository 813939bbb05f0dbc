package postroom.labs.shell.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.shell.syntax.ByteText;

/** Reads lines without taking more than the line: the commands that run next read on behind it. */
public final class LineInput {
    /** A longer line is refused; bash would take it and the memory for it. */
    public static final int MAX_LINE = 16 << 20;

    private LineInput() {}

    /** The next line without its newline; empty at the end. */
    public static Optional<String> line(Process process, int fd) throws IOException {
        return until(process, fd, '\n').map(read -> ByteText.decode(read.bytes()));
    }

    /** Bytes, and whether the delimiter ended them. */
    public record Read(byte[] bytes, boolean delimited) {}

    /** The bytes up to a delimiter, which is taken, too; empty if there are none. */
    public static Optional<Read> until(Process process, int fd, int delimiter) throws IOException {
        Descriptor descriptor = process.fd(fd);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (descriptor instanceof OpenFile file) {
            return fromFile(process, file, delimiter, bytes);
        }
        byte[] one = new byte[1];
        while (bytes.size() < MAX_LINE) {
            int count = process.read(descriptor, one, 0, 1);
            if (count <= 0) {
                return bytes.size() == 0 ? Optional.empty() : Optional.of(new Read(bytes.toByteArray(), false));
            }
            if ((one[0] & 0xFF) == delimiter) {
                break;
            }
            bytes.write(one[0]);
        }
        return Optional.of(new Read(bytes.toByteArray(), true));
    }

    private static Optional<Read> fromFile(Process process, OpenFile file, int delimiter, ByteArrayOutputStream bytes)
            throws IOException {
        byte[] buffer = new byte[512];
        while (bytes.size() < MAX_LINE) {
            long position = file.position();
            int count = process.read(file, buffer, 0, buffer.length);
            if (count <= 0) {
                return bytes.size() == 0 ? Optional.empty() : Optional.of(new Read(bytes.toByteArray(), false));
            }
            int end = 0;
            while (end < count && (buffer[end] & 0xFF) != delimiter) {
                end++;
            }
            bytes.write(buffer, 0, end);
            if (end < count) {
                file.seek(position + end + 1);
                break;
            }
        }
        return Optional.of(new Read(bytes.toByteArray(), true));
    }
}
