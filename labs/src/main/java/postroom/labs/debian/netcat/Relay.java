package postroom.labs.debian.netcat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** Copies standard input to a connection and the connection to standard output, until it is over. */
final class Relay {
    private final Process process;
    private final Descriptor connection;
    private final boolean crlf;
    private final boolean half;
    private final Duration quitAfter;
    private final Duration idle;
    private boolean typing;

    Relay(Process process, Descriptor connection, Getopt.Parsed parsed) {
        this.process = process;
        this.connection = connection;
        this.crlf = parsed.has("C");
        this.half = parsed.has("N") || parsed.has("q");
        long seconds = number(parsed.value("q", "-1"));
        this.quitAfter = seconds >= 0 ? Duration.ofSeconds(seconds) : null;
        this.idle = parsed.has("w") ? Duration.ofSeconds(Math.max(0, number(parsed.value("w", "0")))) : null;
        this.typing = !parsed.has("d");
    }

    private static long number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    void run() throws IOException {
        try {
            boolean open = true;
            while (open) {
                Duration patience = typing ? idle : quitAfter == null ? idle : quitAfter;
                boolean stirred =
                        typing ? process.poll(patience, connection, process.fd(0)) : process.poll(patience, connection);
                if (!stirred) {
                    return;
                }
                if (connection.readable()) {
                    open = receive();
                }
                if (open && typing && process.fd(0).readable()) {
                    send();
                }
            }
        } finally {
            connection.close();
        }
    }

    private boolean receive() throws IOException {
        byte[] buffer = new byte[16_384];
        int n;
        try {
            n = connection.tryRead(buffer, 0, buffer.length);
        } catch (ErrnoException reset) {
            if (reset.errno() == Errno.ECONNRESET) {
                return false;
            }
            throw reset;
        }
        if (n > 0) {
            process.write(1, buffer, 0, n);
        }
        return n != Descriptor.END;
    }

    private void send() throws IOException {
        byte[] buffer = new byte[16_384];
        int n = process.read(0, buffer, 0, buffer.length);
        if (n < 0) {
            typing = false;
            if (half && connection instanceof Connection stream) {
                stream.shutdownOutput();
            }
            return;
        }
        byte[] out = crlf ? withReturns(buffer, n) : buffer;
        try {
            process.write(connection, out, 0, crlf ? out.length : n);
        } catch (ErrnoException gone) {
            if (gone.errno() != Errno.ECONNRESET) {
                throw gone;
            }
        }
    }

    private static byte[] withReturns(byte[] bytes, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(bytes[i]);
        }
        return out.toByteArray();
    }
}
