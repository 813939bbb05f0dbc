package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.tls.ServerSettings;
import postroom.labs.debian.openssl.tls.ServerText;
import postroom.labs.debian.openssl.tls.TlsServer;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.Purpose;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** The clients of {@code s_server}: what they say is printed, and what is typed goes to them ({@code sv_body}). */
final class ServedClient {
    private static final int NO_CERTIFICATE = -1;

    private final App app;
    private final Process process;
    private final ServerSettings settings;
    private final Trust trust;
    private final NameOptions names;
    private final boolean demands;
    private final boolean quiet;
    private final boolean brief;
    private final boolean crlf;
    private final StatusPage page;
    private Connection connection;
    private TlsServer tls;
    private int verified;
    private int refused;
    private int accepts;
    private int finished;

    ServedClient(App app, Given given, ServerSettings settings, Trust trust, NameOptions names, boolean demands) {
        this.app = app;
        this.process = app.process();
        this.settings = settings;
        this.trust = trust;
        this.names = names;
        this.demands = demands;
        this.brief = given.has("brief");
        this.quiet = given.has("quiet") || brief;
        this.crlf = given.has("crlf");
        this.page = new StatusPage(app, given);
    }

    int accepts() {
        return accepts;
    }

    int finished() {
        return finished;
    }

    /** Serves one; false if the server is to end. */
    boolean serve(Connection with) throws IOException {
        connection = with;
        verified = 0;
        refused = 0;
        tls = new TlsServer(settings, this::certificates);
        accepts++;
        boolean more;
        try {
            more = handshake() ? page.isWanted() ? page() : talk() : true;
        } catch (TlsFatalAlert | TlsFatalAlertReceived | TlsNoCloseNotifyException broken) {
            failed();
            more = true;
        }
        if (!page.isWanted()) {
            print("shutting down SSL\n");
        }
        try {
            tls.shutdown();
            flush();
        } catch (ErrnoException gone) {
            app.errors().clear(); // the client did not wait for a goodbye
        }
        if (!page.isWanted()) {
            print("CONNECTION CLOSED\n");
        }
        app.out().flush();
        return more;
    }

    private void print(String text) throws IOException {
        if (!quiet) {
            app.out().print(text);
        }
    }

    private boolean handshake() throws IOException {
        tls.begin();
        while (tls.isHandshaking()) {
            process.poll(null, connection);
            if (!receive()) {
                failed();
                return false;
            }
        }
        finished++;
        ServerText text = new ServerText(tls, settings.suites(), names, verified);
        if (brief) {
            app.err().print(text.brief());
        } else if (!page.isWanted()) {
            print(text.full(app.now()));
        }
        app.out().flush();
        if (tls.version().equals("TLSv1.3")) {
            tls.ticket();
            tls.ticket();
            flush();
        }
        return true;
    }

    private void failed() throws IOException {
        flush();
        if (brief || !quiet) {
            app.err().print("ERROR\n");
        }
        if (tls.isStrange()) {
            app.errors().push(0x0A00010B, "ssl3_get_record", "ssl/record/ssl3_record.c:350", "");
        } else if (refused == NO_CERTIFICATE) {
            app.errors().push(0x0A0000C7, "tls_process_client_certificate", "ssl/statem/statem_srvr.c:3517", "");
        } else if (refused > 0) {
            app.errors().push(0x0A000086, "tls_process_client_certificate", "ssl/statem/statem_srvr.c:3527", "");
        } else if (tls.alert() >= 0) {
            app.errors()
                    .push(
                            0x0A0003E8 + tls.alert(),
                            "ssl3_read_bytes",
                            "ssl/record/rec_layer_s3.c:1602",
                            "SSL alert number " + tls.alert());
        } else if (tls.version().isEmpty()) {
            app.errors().push(0x0A000102, "tls_early_post_process_client_hello", "ssl/statem/statem_srvr.c:1664", "");
        } else if (tls.isHandshaking()) {
            app.errors().push(0x0A0000C1, "tls_post_process_client_hello", "ssl/statem/statem_srvr.c:2226", "");
        } else {
            app.errors().push(0x0A000126, "ssl3_read_n", "ssl/record/rec_layer_s3.c:322", "");
        }
        app.errors().print();
    }

    private boolean certificates(List<Certificate> chain) throws IOException {
        if (chain.isEmpty()) {
            refused = demands ? NO_CERTIFICATE : 0;
            return !demands;
        }
        Verifier.Rules rules = new Verifier.Rules(
                app.now(), null, null, null, Purpose.SSL_CLIENT, false, Verifier.Revocation.NONE, false);
        Verifier verifier =
                new Verifier(trust, chain.subList(1, chain.size()), rules, new PeerCheck(app, names, false, quiet));
        boolean right = verifier.verify(chain.get(0));
        verified = verifier.error();
        refused = right ? 0 : verified;
        return right;
    }

    /** Takes in what has arrived; false if the client has gone. */
    private boolean receive() throws IOException {
        byte[] buffer = new byte[16_384];
        int n = connection.tryRead(buffer, 0, buffer.length);
        if (n == Descriptor.END) {
            return false;
        }
        if (n > 0) {
            tls.receive(buffer, n);
            flush();
        }
        return true;
    }

    private void flush() throws IOException {
        byte[] out = tls.output();
        try {
            process.write(connection, out, 0, out.length);
        } catch (ErrnoException gone) {
            if (gone.errno() != Errno.EPIPE && gone.errno() != Errno.ECONNRESET) {
                throw gone;
            }
        }
    }

    /** Waits for a whole request, and answers it. */
    private boolean page() throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\n") < 0 && request.length() < 4096 && !tls.isClosed()) {
            process.poll(null, connection);
            if (!receive()) {
                return true;
            }
            request.append(new String(tls.take(), StandardCharsets.ISO_8859_1));
        }
        ServerText text = new ServerText(tls, settings.suites(), names, verified);
        tls.write(page.answer(request.toString().split("\r?\n", 2)[0], tls, text, accepts, finished));
        flush();
        return true;
    }

    private boolean talk() throws IOException {
        Descriptor input = process.fd(0);
        while (true) {
            byte[] said = tls.take();
            if (said.length > 0) {
                app.out().write(said, 0, said.length);
                app.out().flush();
            }
            if (tls.isClosed()) {
                print("DONE\n");
                app.out().flush();
                return true;
            }
            process.poll(null, connection, input);
            if (input.readable()) {
                int typed = typed();
                if (typed != GO_ON) {
                    return typed == CLOSE;
                }
            }
            if (connection.readable() && !receive()) {
                failed();
                return true;
            }
        }
    }

    private static final int GO_ON = 0;
    private static final int CLOSE = 1;
    private static final int END = 2;

    private int typed() throws IOException {
        byte[] buffer = new byte[8192];
        int n = process.read(0, buffer, 0, buffer.length);
        char first = n > 0 ? (char) buffer[0] : 'Q';
        if (!quiet && (first == 'Q' || first == 'q')) {
            print("DONE\n");
            if (first == 'Q') {
                app.out().flush();
                app.say("shutdown accept socket");
            }
            return first == 'Q' ? END : CLOSE;
        }
        if (n <= 0) {
            return END;
        }
        if (!quiet && first == 'S') {
            print(ServerText.statistics(accepts, finished));
        }
        byte[] line = Arrays.copyOf(buffer, n);
        tls.write(
                crlf
                        ? new String(line, StandardCharsets.ISO_8859_1)
                                .replace("\n", "\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1)
                        : line);
        flush();
        return GO_ON;
    }
}
