package postroom.labs.debian.sockets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** A client's connection to a server that is spoken to in lines ending in CRLF; plain, or by TLS from some point on. */
public final class Line {
    private static final int LONGEST = 1 << 20;

    private final Process process;
    private final Connection connection;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private TlsClient tls;
    private boolean timedOut;

    /** Takes over the connection. */
    public Line(Process process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /**
     * Begins TLS, whatever the server's certificate.
     *
     * @throws IOException if the handshake fails; the message says why
     */
    public TlsClient startTls() throws IOException {
        TlsClient client = new TlsClient(this);
        client.handshake();
        tls = client;
        return client;
    }

    /** Sends bytes; that the other side is gone shows at the next read. */
    public void send(byte[] bytes) throws IOException {
        byte[] out = tls == null ? bytes : tls.encrypt(bytes);
        raw(out);
    }

    void raw(byte[] bytes) throws IOException {
        try {
            process.write(connection, bytes, 0, bytes.length);
        } catch (ErrnoException gone) {
            if (gone.errno() != Errno.EPIPE && gone.errno() != Errno.ECONNRESET) {
                throw gone;
            }
        }
    }

    /** What arrives, at least one byte; empty at the end. */
    byte[] rawRead(Duration timeout) throws IOException {
        byte[] buffer = new byte[16_384];
        while (true) {
            if (!process.poll(timeout, connection)) {
                timedOut = true;
                return new byte[0];
            }
            int n;
            try {
                n = connection.tryRead(buffer, 0, buffer.length);
            } catch (ErrnoException reset) {
                return new byte[0];
            }
            if (n == Descriptor.END) {
                return new byte[0];
            }
            if (n > 0) {
                return java.util.Arrays.copyOf(buffer, n);
            }
        }
    }

    /** The next line without its end; empty when the connection is over or nothing came in time. */
    public Optional<String> read(Duration timeout) throws IOException {
        while (true) {
            byte[] have = rest.toByteArray();
            for (int i = 0; i < have.length; i++) {
                if (have[i] == '\n') {
                    rest.reset();
                    rest.write(have, i + 1, have.length - i - 1);
                    int end = i > 0 && have[i - 1] == '\r' ? i - 1 : i;
                    return Optional.of(new String(have, 0, end, StandardCharsets.UTF_8));
                }
            }
            if (have.length > LONGEST) {
                return Optional.empty();
            }
            byte[] more = tls == null ? rawRead(timeout) : tls.read(timeout);
            if (more.length == 0) {
                return Optional.empty();
            }
            rest.write(more, 0, more.length);
        }
    }

    /** Whether the last read ended because of its timeout. */
    public boolean timedOut() {
        return timedOut;
    }

    /** Closes the connection. */
    public void close() {
        connection.close();
    }
}
