package postroom.labs.course.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.labs.course.check.Origin;
import postroom.labs.course.check.ProbeCall;
import postroom.labs.course.check.ProbeCall.Tls;
import postroom.labs.course.check.ProbeReply;
import postroom.labs.course.check.Protocol;
import postroom.labs.debian.openssl.tls.ClientSettings;
import postroom.labs.debian.openssl.tls.StartTls;
import postroom.labs.debian.openssl.tls.TlsConnection;
import postroom.labs.host.Process;
import postroom.labs.lab.internet.Internet;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/**
 * The client's end of a probe, in a process of a fork; whoever started that ends it when it takes too long. Any
 * certificate will do: whether it is a good one is another question.
 */
final class ProbeDialogue {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final String NAME = "probe.example";

    private final Process process;
    private final Optional<Internet> internet;
    private final ProbeCall call;
    private Connection connection;
    private TlsConnection tls;
    private byte[] received = {};
    private int at;

    /** @param internet where strangers are; empty for a host that is alone, whose calls all come from itself */
    ProbeDialogue(Process process, Optional<Internet> internet, ProbeCall call) {
        this.process = process;
        this.internet = internet;
        this.call = call;
    }

    /** Has it; empty when the server hung up before the end, or could not be reached or encrypted. */
    Optional<ProbeReply> run() throws IOException {
        connection = process.await(connect());
        try {
            return encrypts() ? talk() : Optional.empty();
        } finally {
            connection.close();
        }
    }

    /** A host without a network can be called over the loopback alone. */
    private CompletionStage<Connection> connect() {
        Optional<Node> caller = call.origin() == Origin.HERE
                ? Optional.empty()
                : internet.map(it -> call.origin() == Origin.LAN ? it.neighbour() : it.stranger());
        return caller.map(it -> it.connect(Internet.STUDENT, call.port()))
                .orElseGet(() -> process.host().node().connect(Network.address("127.0.0.1"), call.port()));
    }

    private boolean encrypts() throws IOException {
        if (call.tls() == Tls.NONE) {
            return true;
        }
        if (call.tls() == Tls.STARTTLS) {
            StartTls clear = new StartTls(process, connection);
            clear.speak(call.protocol().toString(), NAME);
            if (!clear.found()) {
                return false;
            }
        }
        tls = new TlsConnection(process, connection, ClientSettings.usual(null, ClientSettings.TODAYS), chain -> true);
        return tls.handshake();
    }

    private Optional<ProbeReply> talk() throws IOException {
        AnswerLines answer = AnswerLines.greeting(call.protocol());
        if (call.tls() != Tls.STARTTLS && !hear(answer)) {
            return Optional.empty();
        }
        int number = 0;
        for (String line : call.lines()) {
            if (answer.asks()) {
                send(line);
            } else {
                String command = call.protocol() == Protocol.IMAP ? "p" + ++number + " " + line : line;
                answer = AnswerLines.to(call.protocol(), command);
                send(command);
            }
            if (!hear(answer)) {
                return Optional.empty();
            }
        }
        return Optional.of(new ProbeReply(answer.status(), answer.text()));
    }

    /** Reads until the answer is whole, or asks for more; false when the server hung up. */
    private boolean hear(AnswerLines answer) throws IOException {
        do {
            String line = line();
            if (line == null) {
                return false;
            }
            answer.add(line);
        } while (!answer.isWhole() && !answer.asks());
        return true;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            if (at == received.length && !receive()) {
                return null;
            }
            byte next = received[at++];
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }

    private boolean receive() throws IOException {
        at = 0;
        if (tls == null) {
            process.poll(null, connection);
            byte[] buffer = new byte[4096];
            int got = connection.tryRead(buffer, 0, buffer.length);
            received = Arrays.copyOf(buffer, Math.max(0, got));
            return got > 0;
        }
        received = tls.take();
        while (received.length == 0 && !tls.client().hasEnded() && !tls.client().isClosed()) {
            process.poll(null, connection);
            tls.receive();
            received = tls.take();
        }
        return received.length > 0;
    }

    private void send(String line) throws IOException {
        byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
        if (tls == null) {
            process.write(connection, bytes, 0, bytes.length);
        } else {
            tls.send(bytes);
        }
    }
}
