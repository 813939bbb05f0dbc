package postroom.labs.debian.dovecot.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import postroom.labs.host.Host;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** The bytes of an LMTP session: cuts lines and chunks out of what comes in, and sends what the session answers. */
final class LmtpConnection {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_UNSENT = 1 << 20;

    private final Host host;
    private final Descriptor connection;
    private final LmtpSession session;
    private final Runnable wake = this::later;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] output = {};
    private int written;
    private boolean over;

    LmtpConnection(Host host, Descriptor connection, LmtpSession session) {
        this.host = host;
        this.connection = connection;
        this.session = session;
    }

    void start() {
        connection.waiters().add(wake);
        send(session.greeting());
        step();
    }

    private void later() {
        host.serial().execute(this::step);
    }

    private void step() {
        try {
            flush();
            byte[] buffer = new byte[4096];
            while (!over) {
                int n = connection.tryRead(buffer, 0, buffer.length);
                if (n == Descriptor.NOT_NOW) {
                    return;
                }
                if (n == Descriptor.END) {
                    session.closed();
                    close();
                    return;
                }
                take(buffer, n);
                flush();
            }
        } catch (ErrnoException e) {
            session.closed();
            close();
        }
    }

    private void take(byte[] buffer, int length) {
        int at = 0;
        while (at < length && !over) {
            if (session.chunkLeft() > 0) {
                int part = (int) Math.min(session.chunkLeft(), length - at);
                send(session.chunk(buffer, at, part));
                at += part;
                continue;
            }
            byte each = buffer[at++];
            if (each == '\n') {
                String text = line.toString(ISO_8859_1);
                line.reset();
                send(session.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
                if (session.isOver()) {
                    end();
                }
            } else if (line.size() < LONGEST_LINE || session.takesText()) {
                line.write(each);
            }
        }
    }

    private void end() {
        try {
            flush();
        } catch (ErrnoException e) {
            output = new byte[0];
        }
        close();
    }

    private void send(String text) {
        if (text.isEmpty() || over) {
            return;
        }
        byte[] more = text.getBytes(ISO_8859_1);
        int rest = output.length - written;
        if (rest + more.length > MOST_UNSENT) {
            close();
            return;
        }
        byte[] all = new byte[rest + more.length];
        System.arraycopy(output, written, all, 0, rest);
        System.arraycopy(more, 0, all, rest, more.length);
        output = all;
        written = 0;
    }

    private void flush() throws ErrnoException {
        while (!over && written < output.length) {
            int n = connection.tryWrite(output, written, output.length - written);
            if (n == Descriptor.NOT_NOW) {
                return;
            }
            written += n;
        }
    }

    private void close() {
        if (!over) {
            over = true;
            connection.waiters().remove(wake);
            connection.close();
        }
    }
}
