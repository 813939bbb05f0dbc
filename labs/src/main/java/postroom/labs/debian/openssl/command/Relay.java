package postroom.labs.debian.openssl.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.tls.SessionText;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.openssl.tls.TlsConnection;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.net.Connection;

/** Carries what is typed to the server and what it answers back; letters at the start of a line are commands. */
final class Relay {
    private final App app;
    private final Process process;
    private final TlsConnection tls;
    private final Connection connection;
    private final boolean quiet;
    private final boolean ignoreEnd;
    private final boolean commands;
    private final boolean crlf;
    private final int verified;
    private boolean inputEnded;

    Relay(App app, Given given, TlsConnection tls, Connection connection, boolean quiet, int verified) {
        this.app = app;
        this.process = app.process();
        this.tls = tls;
        this.connection = connection;
        this.quiet = quiet;
        this.ignoreEnd = (given.has("quiet") || given.has("ign_eof")) && !given.has("no_ign_eof");
        this.commands = !given.has("nocommands");
        this.crlf = given.has("crlf");
        this.verified = verified;
    }

    private static final int GO_ON = -1;

    int run() throws IOException {
        Descriptor input = process.fd(0);
        int status = fromServer(false);
        boolean inputFirst = tls.client().version().equals("TLSv1.3"); // the server's tickets take their time
        while (status == GO_ON) {
            if (inputEnded) {
                process.poll(null, connection);
            } else {
                process.poll(null, connection, input);
            }
            boolean typed = !inputEnded && input.readable();
            if (typed && inputFirst) {
                status = fromInput();
            } else if (connection.readable()) {
                status = fromServer(true);
            } else if (typed) {
                status = fromInput();
            }
            inputFirst = false;
        }
        return status;
    }

    private int fromServer(boolean arrived) throws IOException {
        try {
            if (arrived) {
                tls.receive();
            }
        } catch (TlsNoCloseNotifyException end) {
            return cut();
        } catch (TlsFatalAlertReceived alert) {
            app.errors()
                    .push(
                            0x0A0003E8 + alert.getAlertDescription(),
                            "ssl3_read_bytes",
                            "ssl/record/rec_layer_s3.c:1602",
                            "SSL alert number " + alert.getAlertDescription());
            app.errors().print();
            return 1;
        } catch (TlsFatalAlert broken) {
            app.errors().push(0x0A0000F4, "ssl3_read_bytes", "ssl/record/rec_layer_s3.c:1705", "");
            app.errors().print();
            return 1;
        }
        for (TlsClient.Ticket each : tls.client().takeTickets()) {
            if (!quiet) {
                app.out().print(SessionText.ticket(tls.client(), each, verified, app.now()));
                app.out().print("read R BLOCK\n");
            }
        }
        byte[] said = tls.take();
        if (said.length > 0) {
            app.out().write(said, 0, said.length);
        }
        app.out().flush();
        if (tls.client().isClosed()) {
            if (!quiet) {
                app.out().print("closed\n");
            }
            return 0;
        }
        return tls.client().hasEnded() ? cut() : GO_ON;
    }

    private int cut() throws IOException {
        app.errors().push(0x0A000126, "ssl3_read_n", "ssl/record/rec_layer_s3.c:322", "");
        app.errors().print();
        return 1;
    }

    private int fromInput() throws IOException {
        byte[] buffer = new byte[crlf ? 4096 : 8192];
        int n = process.read(0, buffer, 0, buffer.length);
        if (n <= 0) {
            inputEnded = true;
        }
        byte first = n > 0 ? buffer[0] : 0;
        if (!ignoreEnd && (n <= 0 || first == 'Q' && commands)) {
            app.say("DONE");
            return 0;
        }
        if (!ignoreEnd && first == 'R' && commands) {
            return renegotiate();
        }
        if (!ignoreEnd && (first == 'K' || first == 'k') && commands) {
            return updateKey(first == 'K');
        }
        if (n > 0) {
            tls.send(crlf ? withReturns(buffer, n) : Arrays.copyOf(buffer, n));
        }
        return GO_ON;
    }

    /** TLS 1.3 knows no renegotiation, and no mail server of today allows it in the older ones. */
    private int renegotiate() throws IOException {
        app.say("RENEGOTIATING");
        if (tls.client().version().equals("TLSv1.3")) {
            app.errors().push(0x0A00010A, "can_renegotiate", "ssl/ssl_lib.c:2304", "");
        } else {
            app.errors().push(0x0A000153, "ssl3_read_bytes", "ssl/record/rec_layer_s3.c:1618", "");
        }
        app.errors().print();
        return 1;
    }

    private int updateKey(boolean answer) throws IOException {
        app.say("KEYUPDATE");
        if (!tls.client().version().equals("TLSv1.3")) {
            app.errors().push(0x0A00010A, "SSL_key_update", "ssl/ssl_lib.c:2256", "");
            app.errors().print();
            return 1;
        }
        tls.updateKey(answer);
        return GO_ON;
    }

    private static byte[] withReturns(byte[] bytes, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                out.write('\r');
            }
            out.write(bytes[i]);
        }
        return out.toByteArray();
    }
}
