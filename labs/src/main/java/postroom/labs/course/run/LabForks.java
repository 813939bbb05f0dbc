package postroom.labs.course.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import postroom.labs.course.check.Origin;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.lab.internet.Internet;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;
import postroom.labs.net.Node;

/** Asks a fork of a lab, made for each question. The caller's thread waits, {@link #LIMIT} at most. */
final class LabForks implements Forks {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Lab lab;

    LabForks(Lab lab) {
        this.lab = lab;
    }

    @Override
    public Optional<String> postconf(String parameter) {
        try (Lab fork = lab.fork()) {
            // without -h the parameter's name tells a value that is empty from a parameter that there is not
            String printed = Script.run(fork, "root", "postconf " + parameter + " 2>/dev/null", LIMIT)
                    .output()
                    .stripTrailing();
            String start = parameter + " =";
            return printed.startsWith(start)
                    ? Optional.of(printed.substring(start.length()).strip())
                    : Optional.empty();
        }
    }

    @Override
    public String output(String command) {
        try (Lab fork = lab.fork()) {
            return Script.run(fork, "root", command, LIMIT).output();
        }
    }

    @Override
    public Optional<String> talk(Origin origin, int port, List<String> lines) {
        try (Lab fork = lab.fork()) {
            String[] reply = {null};
            Process client = fork.newProcess("root");
            client.main(process -> {
                reply[0] = dialogue(process, connect(fork, origin, port), lines);
                return 0;
            });
            return Optional.ofNullable(reply[0]);
        } catch (ErrnoException tooManyProcesses) {
            return Optional.empty();
        }
    }

    /** A host without a network can be called over the loopback alone. */
    private static CompletionStage<Connection> connect(Lab fork, Origin origin, int port) {
        Optional<Node> caller = origin == Origin.HERE
                ? Optional.empty()
                : fork.internet().map(it -> origin == Origin.LAN ? it.neighbour() : it.stranger());
        return caller.map(it -> it.connect(Internet.STUDENT, port))
                .orElseGet(() -> fork.host().node().connect(Network.address("127.0.0.1"), port));
    }

    private static String dialogue(Process client, CompletionStage<Connection> connected, List<String> lines)
            throws IOException {
        Connection connection = client.await(connected);
        try {
            ReplyReader replies = new ReplyReader(client, connection, LIMIT);
            String last = replies.next();
            for (String line : lines) {
                if (last == null) {
                    return null;
                }
                byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
                client.write(connection, bytes, 0, bytes.length);
                last = replies.next();
            }
            return last;
        } finally {
            connection.close();
        }
    }
}
