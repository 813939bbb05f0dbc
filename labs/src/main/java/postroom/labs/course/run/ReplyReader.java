package postroom.labs.course.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Reads SMTP replies from a connection, one after the other (RFC 5321 §4.2). */
final class ReplyReader {
    private static final int LONGEST_REPLY = 64 * 1024;

    private final Process process;
    private final Descriptor connection;
    private final Duration limit;
    private final byte[] buffer = new byte[4096];
    private int at;
    private int end;

    /** @param limit how long a reply may take */
    ReplyReader(Process process, Descriptor connection, Duration limit) {
        this.process = process;
        this.connection = connection;
        this.limit = limit;
    }

    /** The next reply's last line, {@code 250 2.1.0 Ok}; null when the server hung up or took too long. */
    String next() throws ErrnoException {
        int length = 0;
        while (length < LONGEST_REPLY) {
            String line = line();
            if (line == null || !line.matches("\\d{3}-.*")) {
                return line;
            }
            length += line.length();
        }
        return null;
    }

    private String line() throws ErrnoException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_REPLY) {
            if (at == end && !fill()) {
                return null;
            }
            byte next = buffer[at++];
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }

    private boolean fill() throws ErrnoException {
        if (!process.poll(limit, connection)) {
            return false;
        }
        int got = connection.tryRead(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(0, got);
        return got > 0;
    }
}
