package postroom.labs.course.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.course.check.TlsCall;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;

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
    public Optional<String> talk(String address, int port, List<String> lines) {
        try (Lab fork = lab.fork()) {
            String[] reply = {null};
            Process client = fork.newProcess("root");
            client.main(process -> {
                reply[0] = dialogue(process, address, port, lines);
                return 0;
            });
            return Optional.ofNullable(reply[0]);
        } catch (ErrnoException tooManyProcesses) {
            return Optional.empty();
        }
    }

    private static String dialogue(Process client, String address, int port, List<String> lines) throws IOException {
        Connection connection = client.await(client.host().node().connect(Network.address(address), port));
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

    @Override
    public List<Certificate> handshake(TlsCall call) {
        try (Lab fork = lab.fork()) {
            List<Certificate> shown = new ArrayList<>();
            Process client = fork.newProcess("root");
            Timers.Timer end = fork.host().timers().after(LIMIT, () -> client.signal(Signal.KILL));
            try {
                client.main(process -> {
                    shown.addAll(TlsDialogue.certificates(process, call));
                    return 0;
                });
            } finally {
                end.cancel();
            }
            return shown;
        } catch (ErrnoException tooManyProcesses) {
            return List.of();
        }
    }
}
