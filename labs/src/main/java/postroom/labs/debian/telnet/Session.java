package postroom.labs.debian.telnet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.dns.RecordText;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/**
 * A telnet that runs: perhaps connected, in "obsolete linemode", which is what it does with anything that does not
 * negotiate (RFC 854). Negotiation is refused; nothing is asked for.
 */
final class Session {
    private static final int IAC = 0xFF;
    private static final int DELETE = 0x7F;
    private static final int INTERRUPT = 0xF4;
    private static final int DO = 0xFD;
    private static final int TIMING_MARK = 6;

    private final Process process;
    private int escape;
    private final Optional<Pty> terminal;
    private final Negotiation negotiation = new Negotiation();
    private final Commands commands;
    private Connection connection;
    private Optional<InetAddress> source = Optional.empty();
    private String peer = "";
    private boolean flushing;
    private Integer exit;

    Session(Process process, int escape) throws ErrnoException {
        this.process = process;
        this.escape = escape;
        this.terminal = process.fd(0).terminal().filter(Pty.class::isInstance).map(Pty.class::cast);
        this.commands = new Commands(this);
    }

    Process process() {
        return process;
    }

    /** Another escape character; negative for none. */
    void escape(int newEscape) {
        escape = newEscape;
    }

    boolean connected() {
        return connection != null;
    }

    String peer() {
        return peer;
    }

    String escapeName() {
        return name(escape);
    }

    /** A character as telnet shows it: {@code ^C}, {@code off} for none. */
    static String name(int key) {
        boolean control = key < ' ' || key == DELETE;
        return key < 0 ? "off" : control ? "^" + (char) (key ^ 0x40) : String.valueOf((char) key);
    }

    /** Calls from this address of the host from now on. */
    void bind(InetAddress address) {
        source = Optional.of(address);
    }

    /** Tries every address of the host in turn; says what comes of it. */
    boolean connect(String host, String port) throws IOException {
        Resolver resolver = new Resolver(process);
        if (port.matches("[0-9]{1,9}") && Integer.parseInt(port) > 65_535) {
            process.err().println("Port number " + port + " is out of range.");
            return false;
        }
        Optional<Integer> number = resolver.port(port);
        if (number.isEmpty()) {
            process.err()
                    .println("Server lookup failure:  " + host + ":" + port
                            + ", Servname not supported for ai_socktype");
            return false;
        }
        List<InetAddress> addresses;
        try {
            addresses = resolver.addresses(host);
        } catch (Resolver.Unresolved e) {
            process.err().println("Server lookup failure:  " + host + ":" + port + ", " + e.getMessage());
            return false;
        }
        for (InetAddress address : addresses) {
            process.out()
                    .println("Trying " + RecordText.address(address) + "...")
                    .flush();
            if (source.isPresent() && !process.host().node().isOwn(source.get())) {
                process.err().println("telnet: bind: " + Errno.EADDRNOTAVAIL.text());
                return false;
            }
            if (commands.on("debug") && !process.who().isRoot()) {
                process.err().println("setsockopt (SO_DEBUG): Permission denied");
            }
            try {
                connection = process.await(process.host().node().connect(source, address, number.get()));
                connection.owner(process.pid());
                peer = host;
                process.out().println("Connected to " + host + ".");
                process.out()
                        .println("Escape character is '" + escapeName() + "'.")
                        .flush();
                return true;
            } catch (ErrnoException e) {
                process.err().println("telnet: Unable to connect to remote host: " + e.getMessage());
            }
        }
        return false;
    }

    /** Talks until one side ends it; the exit status. */
    int talk() throws IOException {
        Termios before = terminal.map(Pty::termios).orElse(Termios.SANE);
        terminal.ifPresent(it -> it.termios(before.withSecondEnd(escape)));
        process.disposition(Signal.INT, Process.Disposition.HANDLE, it -> interrupt());
        process.disposition(Signal.TSTP, Process.Disposition.IGNORE, null);
        try {
            return exchange();
        } finally {
            terminal.ifPresent(it -> it.termios(before));
            hangUp();
        }
    }

    private int exchange() throws IOException {
        boolean typing = true;
        while (exit == null) {
            if (!connected()) {
                return prompt(true);
            }
            Descriptor keys = process.fd(0);
            if (!typing) {
                return closedByOther();
            }
            process.poll(null, connection, keys);
            if (connection.readable() && !receive()) {
                return closedByOther();
            }
            if (keys.readable()) {
                typing = send();
            }
        }
        return exit;
    }

    /** So it calls the end of its own input, too, if that is a file: no answer is waited for. */
    private int closedByOther() throws IOException {
        process.out().flush();
        process.err().println("Connection closed by foreign host.");
        return 0;
    }

    private boolean receive() throws IOException {
        byte[] buffer = new byte[4096];
        int n;
        try {
            n = connection.tryRead(buffer, 0, buffer.length);
        } catch (ErrnoException reset) {
            if (reset.errno() == Errno.ECONNRESET) {
                return false;
            }
            throw reset;
        }
        if (n == Descriptor.NOT_NOW) {
            return true;
        }
        if (n < 0) {
            return false;
        }
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        byte[] answer = negotiation.take(buffer, n, shown);
        if (negotiation.takeMark()) {
            flushing = false;
        }
        if (!flushing) {
            process.out().write(shown.toByteArray());
            process.out().flush();
        }
        if (answer.length > 0) {
            process.write(connection, answer, 0, answer.length);
        }
        return true;
    }

    /** One piece of input goes out; false at its end. */
    private boolean send() throws IOException {
        byte[] buffer = new byte[4096];
        int n = process.read(0, buffer, 0, buffer.length);
        if (n < 0) {
            return terminal.isPresent();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < n; i++) {
            int key = buffer[i] & 0xFF;
            if (key == escape && terminal.isPresent()) {
                transmit(out);
                process.out().print("\n").flush();
                prompt(false);
            } else {
                encode(key, out);
            }
        }
        transmit(out);
        return true;
    }

    private static void encode(int key, ByteArrayOutputStream out) {
        switch (key) {
            case '\n':
                out.write('\r');
                out.write('\n');
                break;
            case '\r':
                out.write('\r');
                out.write(0);
                break;
            case IAC:
                out.write(IAC);
                out.write(IAC);
                break;
            default:
                out.write(key);
        }
    }

    private void transmit(ByteArrayOutputStream out) throws IOException {
        if (out.size() > 0 && connected()) {
            byte[] bytes = out.toByteArray();
            out.reset();
            try {
                process.write(connection, bytes, 0, bytes.length);
            } catch (ErrnoException gone) {
                if (gone.errno() != Errno.EPIPE && gone.errno() != Errno.ECONNRESET) {
                    throw gone;
                }
            }
        }
    }

    /** Sends bytes of the telnet protocol as they are. */
    void sendRaw(int... bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int each : bytes) {
            out.write(each);
        }
        transmit(out);
    }

    /** ^C: Interrupt Process, and everything is thrown away until the other side has marked the place. */
    private void interrupt() {
        try {
            sendRaw(IAC, INTERRUPT, IAC, DO, TIMING_MARK);
            flushing = true;
        } catch (IOException gone) {
            exit = 1;
        }
    }

    /**
     * The {@code telnet>} prompt.
     *
     * @param top nothing else is going on: it goes on until {@code quit}, whose status this is
     */
    int prompt(boolean top) throws IOException {
        Termios before = terminal.map(Pty::termios).orElse(Termios.SANE);
        terminal.ifPresent(it -> it.termios(Termios.SANE));
        try {
            while (exit == null) {
                process.out().print("telnet> ").flush();
                Optional<String> line = readLine();
                if (line.isEmpty()) {
                    quit(0);
                } else if (commands.run(line.get()) && (connected() || !top)) {
                    if (top && connected()) {
                        return talk();
                    }
                    return 0;
                }
            }
            return exit;
        } finally {
            // the escape character may be another one now
            terminal.ifPresent(it -> it.termios(top ? before : before.withSecondEnd(escape)));
        }
    }

    /** A line from the terminal; empty at its end. */
    Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (process.read(0, one, 0, 1) > 0) {
            if (one[0] == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(one[0]);
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Closes the connection, if there is one. */
    void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Ends the program. */
    void quit(int status) throws IOException {
        if (connected()) {
            process.out().println("Connection closed.").flush();
            hangUp();
        }
        exit = status;
    }
}
