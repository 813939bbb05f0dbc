package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.host.Host;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;

/** A client of the daemon: reads lines when there are some, and writes answers. Lives on the lab's serial executor. */
final class SmtpConnection {
    private static final int LONGEST_LINE = 64 << 10;

    private final Host host;
    private final Connection connection;
    private final SmtpDialogue dialogue;
    private final Runnable wake;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] pending = new byte[0];
    private volatile boolean closed;

    SmtpConnection(Host host, Configuration configuration, int pid, Connection connection) {
        this.host = host;
        this.connection = connection;
        String address = IpText.of(connection.remote().address());
        this.dialogue = new SmtpDialogue(host, configuration, pid, new SmtpDialogue.Client(address, null));
        this.wake = () -> host.serial().execute(this::go);
    }

    void open() {
        connection.waiters().add(wake);
        say(List.of(dialogue.greeting()));
        go();
    }

    /** Ends it without a word. */
    void close() {
        if (!closed) {
            closed = true;
            connection.waiters().remove(wake);
            connection.close();
        }
    }

    boolean closed() {
        return closed;
    }

    private void say(List<String> answers) {
        byte[] more = SmtpDialogue.bytes(answers);
        byte[] all = java.util.Arrays.copyOf(pending, pending.length + more.length);
        System.arraycopy(more, 0, all, pending.length, more.length);
        pending = all;
    }

    private void go() {
        if (closed) {
            return;
        }
        try {
            byte[] buffer = new byte[4096];
            while (flushed()) {
                if (dialogue.ended()) {
                    close();
                    return;
                }
                int n = connection.tryRead(buffer, 0, buffer.length);
                if (n == Descriptor.NOT_NOW) {
                    return;
                }
                if (n == Descriptor.END) {
                    dialogue.lost();
                    close();
                    return;
                }
                take(buffer, n);
            }
        } catch (ErrnoException reset) {
            dialogue.lost();
            close();
        }
    }

    private void take(byte[] buffer, int n) {
        for (int i = 0; i < n && !dialogue.ended(); i++) {
            if (buffer[i] != '\n') {
                if (line.size() < LONGEST_LINE) {
                    line.write(buffer[i]);
                }
                continue;
            }
            String text = line.toString(ISO_8859_1);
            line.reset();
            say(dialogue.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
        }
    }

    /** Writes what is left to be written; false if it cannot be written now. */
    private boolean flushed() throws ErrnoException {
        while (pending.length > 0) {
            int n = connection.tryWrite(pending, 0, pending.length);
            if (n == Descriptor.NOT_NOW) {
                return false;
            }
            pending = java.util.Arrays.copyOfRange(pending, n, pending.length);
        }
        return true;
    }
}
