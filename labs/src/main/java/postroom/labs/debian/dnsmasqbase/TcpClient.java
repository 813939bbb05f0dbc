package postroom.labs.debian.dnsmasqbase;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import postroom.labs.host.Host;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** A client that asks over TCP (RFC 7766): each message behind its length. Lives on the lab's serial executor. */
final class TcpClient {
    private static final int MAX_BUFFER = 65_537;

    private final Host host;
    private final Connection connection;
    private final Dnsmasq dnsmasq;
    private final Consumer<TcpClient> gone;
    private final Runnable wake = this::later;
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private boolean closed;

    TcpClient(Host host, Connection connection, Dnsmasq dnsmasq, Consumer<TcpClient> gone) {
        this.host = host;
        this.connection = connection;
        this.dnsmasq = dnsmasq;
        this.gone = gone;
        connection.waiters().add(wake);
        later();
    }

    private void later() {
        host.serial().execute(this::read);
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            while (!closed) {
                int n = connection.tryRead(buffer, 0, buffer.length);
                if (n == Descriptor.NOT_NOW) {
                    return;
                }
                if (n == Descriptor.END || input.size() + n > MAX_BUFFER) {
                    close();
                    return;
                }
                input.write(buffer, 0, n);
                messages();
            }
        } catch (ErrnoException broken) {
            close();
        }
    }

    private void messages() {
        byte[] all = input.toByteArray();
        int at = 0;
        while (all.length - at >= 2) {
            int length = (all[at] & 0xFF) << 8 | all[at + 1] & 0xFF;
            if (all.length - at - 2 < length) {
                break;
            }
            byte[] message = new byte[length];
            System.arraycopy(all, at + 2, message, 0, length);
            at += 2 + length;
            boolean[] answered = {false};
            dnsmasq.take(message, connection.remote(), true, reply -> {
                answered[0] = true;
                send(reply);
            });
            if (!answered[0]) {
                close();
                return;
            }
        }
        input.reset();
        input.write(all, at, all.length - at);
    }

    private void send(byte[] reply) {
        byte[] framed = new byte[reply.length + 2];
        framed[0] = (byte) (reply.length >> 8);
        framed[1] = (byte) reply.length;
        System.arraycopy(reply, 0, framed, 2, reply.length);
        try {
            int done = 0;
            while (done < framed.length) {
                int n = connection.tryWrite(framed, done, framed.length - done);
                if (n == Descriptor.NOT_NOW) { // whoever does not read its answers does without
                    close();
                    return;
                }
                done += n;
            }
        } catch (ErrnoException broken) {
            close();
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            connection.waiters().remove(wake);
            connection.close();
            gone.accept(this);
        }
    }
}
