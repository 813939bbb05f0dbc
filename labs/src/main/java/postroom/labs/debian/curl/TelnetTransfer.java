package postroom.labs.debian.curl;

import java.io.IOException;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** {@code telnet://}: standard input to the server, and what it says to standard output. */
final class TelnetTransfer {
    private final Transfer transfer;

    TelnetTransfer(Transfer transfer) {
        this.transfer = transfer;
    }

    void run() throws IOException, CurlException {
        Process process = transfer.process();
        Connection connection = transfer.open();
        try {
            boolean typing = true;
            byte[] buffer = new byte[8192];
            while (true) {
                if (typing) {
                    process.poll(null, connection, process.fd(0));
                } else {
                    process.poll(null, connection);
                }
                if (connection.readable()) {
                    int n = connection.tryRead(buffer, 0, buffer.length);
                    if (n == Descriptor.END) {
                        break;
                    }
                    process.write(1, buffer, 0, Math.max(0, n));
                }
                if (typing && process.fd(0).readable()) {
                    int n = process.read(0, buffer, 0, buffer.length);
                    typing = n > 0;
                    if (typing) {
                        process.write(connection, buffer, 0, n);
                    }
                }
            }
        } catch (ErrnoException reset) {
            transfer.verbose("* Recv failure: " + reset.getMessage());
        } finally {
            connection.close();
        }
        transfer.verbose("* Closing connection 0");
    }
}
