package postroom.labs.debian.postfix.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

        /** Something on this side is so wrong that the client cannot go on; it has been logged. */
        void broken();
    }

    private final Service service;
    private final Descriptor connection;
    private final String patience;
    private final Client client;
    private final Runnable wake = this::later;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder reply = new StringBuilder();
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

    /** Sends one command. */
    void send(String line) throws IOException {
        send(Text.bytes(line + "\r\n"));
    }

    void send(byte[] bytes) throws IOException {
        output = bytes;
        written = 0;
        flush();
    }

    void close() {
        closed = true;
        if (alarm != null) {
            alarm.cancel();
        }
        connection.waiters().remove(wake);
        connection.close();
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
                client.lost();
                return;
            }
            input.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            lines();
        }
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
