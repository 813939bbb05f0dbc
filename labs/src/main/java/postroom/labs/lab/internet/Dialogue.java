package postroom.labs.lab.internet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Timers;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/**
 * A host of the internet as an SMTP client: lines go out, whole replies come in. A reply of more than {@value #MOST_REPLY}
 * characters ends it, as does a server that says nothing for too long. Confined to the serial executor.
 */
final class Dialogue {
    private static final int MOST_REPLY = 8192;

    private final Surroundings lab;
    private final Connection connection;
    private final Duration patience;
    private final Client client;
    private final Runnable wake = this::later;
    private final StringBuilder input = new StringBuilder();
    private final List<String> reply = new ArrayList<>();
    private byte[] output = {};
    private int written;
    private boolean closed;
    private Timers.Timer alarm;

    /** Whose dialogue it is. */
    interface Client {
        /** @param lines the reply, each line with its code */
        void reply(int code, List<String> lines);

        /** The server is gone, or has said nothing for too long. */
        void lost(String why);
    }

    /** @param patience how long the server may say nothing, by the lab's clock */
    Dialogue(Surroundings lab, Connection connection, Duration patience, Client client) {
        this.lab = lab;
        this.connection = connection;
        this.patience = patience;
        this.client = client;
    }

    void start() {
        connection.waiters().add(wake);
        beginToWait();
        later();
    }

    void send(String line) {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is the answer to a reply; the one before it has gone out by then. */
    void send(byte[] bytes) {
        output = bytes;
        written = 0;
        beginToWait();
        later();
    }

    void close() {
        if (!closed) {
            closed = true;
            alarm.cancel();
            connection.waiters().remove(wake);
            connection.close();
        }
    }

    private void beginToWait() {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = lab.timers().after(patience, () -> lose("timed out"));
    }

    private void lose(String why) {
        if (!closed) {
            close();
            client.lost(why);
        }
    }

    private void later() {
        lab.serial().execute(this::step);
    }

    private void step() {
        try {
            while (!closed && written < output.length) {
                int n = connection.tryWrite(output, written, output.length - written);
                if (n == Descriptor.NOT_NOW) {
                    break;
                }
                written += n;
            }
            read();
        } catch (ErrnoException e) {
            lose("lost connection");
        }
    }

    private void read() throws ErrnoException {
        byte[] buffer = new byte[1024];
        while (!closed) {
            int n = connection.tryRead(buffer, 0, buffer.length);
            if (n == Descriptor.NOT_NOW) {
                return;
            }
            if (n == Descriptor.END || input.length() > MOST_REPLY) {
                lose("lost connection");
                return;
            }
            input.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            lines();
        }
    }

    private void lines() {
        for (int end = input.indexOf("\n"); end >= 0 && !closed; end = input.indexOf("\n")) {
            String line = input.substring(0, end).stripTrailing();
            input.delete(0, end + 1);
            reply.add(line);
            if (line.length() < 4 || line.charAt(3) != '-' || reply.size() * 80 > MOST_REPLY) {
                List<String> whole = List.copyOf(reply);
                reply.clear();
                client.reply(line.matches("[2-5][0-9][0-9].*") ? Integer.parseInt(line.substring(0, 3)) : 500, whole);
            }
        }
    }
}
