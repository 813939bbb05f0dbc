package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.net.Connection;

/** What is said in the clear before TLS begins ({@code s_client -starttls}). */
public final class StartTls {
    /** The protocols that {@code -starttls} knows, in its order. */
    public static final List<String> PROTOCOLS = List.of(
            "smtp",
            "pop3",
            "imap",
            "ftp",
            "xmpp",
            "xmpp-server",
            "telnet",
            "irc",
            "mysql",
            "postgres",
            "lmtp",
            "nntp",
            "sieve",
            "ldap");

    private static final int LONGEST = 8192;

    private final Process process;
    private final Connection connection;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean found;

    /** Speaks over {@code connection}. */
    public StartTls(Process process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /** Whether the server offered TLS. */
    public boolean found() {
        return found;
    }

    /**
     * Speaks until TLS may begin.
     *
     * @param name what the client calls itself
     * @return what {@code s_client} shows of it once TLS has begun
     */
    public byte[] speak(String protocol, String name) throws IOException {
        return switch (protocol) {
            case "smtp" -> mail("EHLO " + name);
            case "lmtp" -> mail("LHLO " + name);
            case "imap" -> imap();
            case "pop3" -> pop3();
            case "nntp" -> nntp();
            case "sieve" -> sieve();
            case "ftp" -> ftp();
            default -> new byte[0];
        };
    }

    private byte[] mail(String hello) throws IOException {
        multiline();
        send(hello + "\r\n");
        byte[] last = multiline();
        send("STARTTLS\r\n");
        chunk();
        return last;
    }

    private byte[] multiline() throws IOException {
        while (true) {
            byte[] line = line();
            found |= new String(line, StandardCharsets.ISO_8859_1).contains("STARTTLS");
            if (line.length <= 3 || line[3] != '-') {
                return line;
            }
        }
    }

    private byte[] imap() throws IOException {
        line();
        send(". CAPABILITY\r\n");
        byte[] last;
        do {
            last = line();
            found |= new String(last, StandardCharsets.ISO_8859_1).contains("STARTTLS");
        } while (last.length > 3 && last[0] != '.');
        send(". STARTTLS\r\n");
        chunk();
        return last;
    }

    /** Shows the greeting, at the length of the reply to STLS: the real client mixes up the two buffers. */
    private byte[] pop3() throws IOException {
        found = true;
        byte[] greeting = chunk();
        send("STLS\r\n");
        return Arrays.copyOf(greeting, chunk().length);
    }

    private byte[] nntp() throws IOException {
        chunk();
        send("CAPABILITIES\r\n");
        byte[] last;
        do {
            last = line();
            found |= new String(last, StandardCharsets.ISO_8859_1).contains("STARTTLS");
        } while (last.length > 1 && last[0] != '.');
        send("STARTTLS\r\n");
        chunk();
        return last;
    }

    private byte[] sieve() throws IOException {
        byte[] last;
        do {
            last = line();
            found |= new String(last, StandardCharsets.ISO_8859_1).contains("\"STARTTLS\"");
        } while (last.length > 1 && last[0] == '"');
        send("STARTTLS\r\n");
        chunk();
        return last;
    }

    private byte[] ftp() throws IOException {
        multiline();
        send("FEAT\r\n");
        byte[] last;
        do {
            last = line();
            found |= new String(last, StandardCharsets.ISO_8859_1).contains("AUTH TLS");
        } while (last.length > 3 && (!Character.isDigit(last[0]) || last[3] != ' '));
        send("AUTH TLS\r\n");
        chunk();
        return last;
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        process.write(connection, bytes, 0, bytes.length);
    }

    private byte[] line() throws IOException {
        while (true) {
            byte[] have = rest.toByteArray();
            for (int i = 0; i < have.length; i++) {
                if (have[i] == '\n') {
                    rest.reset();
                    rest.write(have, i + 1, have.length - i - 1);
                    return Arrays.copyOf(have, i + 1);
                }
            }
            byte[] more = arrived();
            if (more.length == 0 || have.length > LONGEST) {
                rest.reset();
                return have;
            }
            rest.write(more, 0, more.length);
        }
    }

    /** What comes in one piece. */
    private byte[] chunk() throws IOException {
        if (rest.size() > 0) {
            byte[] have = rest.toByteArray();
            rest.reset();
            return have;
        }
        return arrived();
    }

    private byte[] arrived() throws IOException {
        byte[] buffer = new byte[LONGEST];
        process.poll(null, connection);
        int n = connection.tryRead(buffer, 0, buffer.length);
        return n == Descriptor.END || n <= 0 ? new byte[0] : Arrays.copyOf(buffer, n);
    }
}
