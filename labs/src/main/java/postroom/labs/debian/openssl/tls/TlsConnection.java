package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** A client of TLS on a process' connection. Nothing here waits but the handshake. */
public final class TlsConnection {
    private final Process process;
    private final Connection connection;
    private final TlsClient client;

    /** Speaks over {@code connection}, which is the caller's to close. */
    public TlsConnection(Process process, Connection connection, ClientSettings settings, TlsClient.Check check) {
        this.process = process;
        this.connection = connection;
        this.client = new TlsClient(settings, check);
    }

    /** The client's end itself, which knows of the session. */
    public TlsClient client() {
        return client;
    }

    /** Shakes hands; false if that failed, and {@link TlsClient#failure} tells how. */
    public boolean handshake() throws IOException {
        try {
            client.begin();
            flush();
            while (client.isHandshaking()) {
                process.poll(null, connection);
                receive();
                if (client.hasEnded() && client.isHandshaking()) {
                    return false;
                }
            }
            return true;
        } catch (TlsFatalAlert | TlsFatalAlertReceived | TlsNoCloseNotifyException failed) {
            flush();
            return false;
        } catch (ErrnoException gone) {
            client.end();
            return false;
        }
    }

    /** Takes in what has arrived. */
    public void receive() throws IOException {
        byte[] buffer = new byte[16_384];
        int n = connection.tryRead(buffer, 0, buffer.length);
        if (n == Descriptor.END) {
            client.end();
        } else if (n > 0) {
            client.receive(buffer, n);
            flush();
        }
    }

    /** What the server said; empty if nothing is there now. */
    public byte[] take() {
        return client.take();
    }

    /** Sends bytes. */
    public void send(byte[] bytes) throws IOException {
        client.write(bytes);
        flush();
    }

    /** Changes the keys, and asks the server to do so, too, if {@code answer}; TLS 1.3 only. */
    public void updateKey(boolean answer) throws IOException {
        client.updateKey(answer);
        flush();
    }

    private void flush() throws IOException {
        byte[] out = client.output();
        try {
            process.write(connection, out, 0, out.length);
        } catch (ErrnoException gone) {
            if (gone.errno() != Errno.EPIPE && gone.errno() != Errno.ECONNRESET) {
                throw gone;
            }
        }
    }

    /** Says goodbye. */
    public void shutdown() throws IOException {
        client.shutdown();
        flush();
    }
}
