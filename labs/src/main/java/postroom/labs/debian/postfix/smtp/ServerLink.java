package postroom.labs.debian.postfix.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsNoCloseNotifyException;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Timers;
import postroom.labs.io.Descriptor;

/**
 * The line from an SMTP or LMTP client to its server: commands go out, whole replies come in, one after the other on the
 * host's serial. A reply of more than {@value #MAX_REPLY} characters is taken for a lost connection.
 */
final class ServerLink {
    private static final int MAX_REPLY = 8192;

    /** Whose line it is. */
    interface Client {
        /** A line of a reply that goes on, or its last. */
        void line(String line);

        /** A whole reply, its lines joined by blanks; 500 if it has no code. */
        void reply(int code, String text) throws IOException;

        /** The server has gone. */
        void lost();

        /** The server has said nothing for as long as it is waited for. */
        void silent();

        /** TLS has begun. */
        default void secured(TlsClient session) throws IOException {}

        /** TLS could not begin, and the line is of no more use. */
        default void insecure(TlsClient session) {
            lost();
        }

        /** Something on this side is so wrong that the client cannot go on; it has been logged. */
        void broken();
    }

    private final Service service;
    private final Descriptor connection;
    private String patience;
    private String afterwards;
    private final Client client;
    private final Runnable wake = this::later;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder reply = new StringBuilder();
    private TlsClient tls;
    private boolean secure;
    private byte[] output = {};
    private int written;
    private boolean closed;
    private Timers.Timer alarm;

    /** @param patience the parameter that says for how long an answer is waited for */
    ServerLink(Service service, Descriptor connection, String patience, Client client) {
        this.service = service;
        this.connection = connection;
        this.patience = patience;
        this.client = client;
    }

    void start() {
        connection.waiters().add(wake);
        later();
    }

    /** What a client does before the server has said anything. */
    @FunctionalInterface
    interface First {
        /** Does it. */
        void run() throws IOException;
    }

    /** Does something now; if the line breaks at it, the client hears of that. */
    void run(First first) {
        try {
            first.run();
        } catch (IOException e) {
            gone();
        }
    }

    /** Sends one command. */
    void send(String line) throws IOException {
        send(Text.bytes(line + "\r\n"));
    }

    void send(byte[] bytes) throws IOException {
        if (tls == null) {
            put(bytes);
        } else {
            tls.write(bytes);
            put(tls.output());
        }
    }

    private void put(byte[] bytes) throws IOException {
        if (written < output.length) {
            byte[] both = Arrays.copyOfRange(output, written, output.length + bytes.length);
            System.arraycopy(bytes, 0, both, output.length - written, bytes.length);
            output = both;
        } else {
            output = bytes;
        }
        written = 0;
        flush();
    }

    /**
     * Begins TLS; the client hears how that ends.
     *
     * @param whileShaking the parameter that says how long the handshake may take
     */
    void startTls(TlsClient session, String whileShaking) throws IOException {
        tls = session;
        input.setLength(0);
        String usual = patience;
        patience = whileShaking;
        afterwards = usual;
        tls.begin();
        put(tls.output());
    }

    void close() {
        closed = true;
        if (secure) {
            goodbye();
        }
        if (alarm != null) {
            alarm.cancel();
        }
        connection.waiters().remove(wake);
        connection.close();
    }

    /** Ends TLS in order, if the line still takes it. */
    private void goodbye() {
        try {
            tls.shutdown();
            put(tls.output());
        } catch (IOException gone) {
            secure = false; // the server has hung up first, which is its right
        }
    }

    private void later() {
        service.host().serial().execute(this::step);
    }

    private void step() {
        if (closed) {
            return;
        }
        try {
            flush();
            read();
        } catch (IOException e) {
            client.lost();
        } catch (Fatal fatal) {
            service.msg().report(Msg.Severity.FATAL, fatal.getMessage());
            client.broken();
        }
    }

    private void flush() throws IOException {
        while (written < output.length) {
            int n = connection.tryWrite(output, written, output.length - written);
            if (n == Descriptor.NOT_NOW) {
                return;
            }
            written += n;
        }
    }

    private void read() throws IOException {
        byte[] buffer = new byte[1024];
        while (!closed) {
            int n = connection.tryRead(buffer, 0, buffer.length);
            if (n == Descriptor.NOT_NOW) {
                waitForMore();
                return;
            }
            if (n == Descriptor.END || input.length() + reply.length() > MAX_REPLY) {
                gone();
                return;
            }
            if (tls == null) {
                input.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            } else if (!decrypt(buffer, n)) {
                return;
            }
            lines();
        }
    }

    private void gone() {
        if (tls != null && !secure) {
            tls.end();
            client.insecure(tls);
        } else {
            client.lost();
        }
    }

    /** Takes in what came over TLS; false if that was the end. */
    private boolean decrypt(byte[] bytes, int length) throws IOException {
        try {
            tls.receive(bytes, length);
            put(tls.output());
        } catch (TlsFatalAlert | TlsFatalAlertReceived | TlsNoCloseNotifyException bad) {
            put(tls.output());
            if (secure) {
                client.lost();
            } else {
                client.insecure(tls);
            }
            return false;
        }
        if (!secure && !tls.isHandshaking()) {
            secure = true;
            patience = afterwards;
            client.secured(tls);
        }
        input.append(new String(tls.take(), StandardCharsets.ISO_8859_1));
        return true;
    }

    private void waitForMore() {
        if (alarm != null) {
            alarm.cancel();
        }
        int seconds = service.parameters().seconds(patience, 1);
        alarm = service.host().timers().after(Duration.ofSeconds(seconds), () -> {
            if (!closed) {
                client.silent();
            }
        });
    }

    private void lines() throws IOException {
        for (int end = input.indexOf("\n"); end >= 0 && !closed; end = input.indexOf("\n")) {
            String line = input.substring(0, end).stripTrailing();
            input.delete(0, end + 1);
            reply.append(reply.length() == 0 ? "" : " ").append(line);
            client.line(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                String whole = reply.toString();
                reply.setLength(0);
                client.reply(whole.matches("[2-5][0-9][0-9].*") ? Integer.parseInt(whole.substring(0, 3)) : 500, whole);
            }
        }
    }
}
