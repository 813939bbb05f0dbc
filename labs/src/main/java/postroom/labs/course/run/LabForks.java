package postroom.labs.course.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import postroom.labs.course.check.ProbeCall;
import postroom.labs.course.check.ProbeReply;
import postroom.labs.course.check.TlsCall;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;
import postroom.labs.lab.Lab;

/** Asks a fork of a lab, made for each question. The caller's thread waits, {@link #LONGEST_DIALOGUE} at most. */
final class LabForks implements Forks {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Dovecot takes two seconds for each wrong password, and a handshake on a busy machine may take one. */
    private static final Duration LONGEST_DIALOGUE = Duration.ofSeconds(15);

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
    public Optional<ProbeReply> talk(ProbeCall call) {
        try (Lab fork = lab.fork()) {
            AtomicReference<ProbeReply> reply = new AtomicReference<>();
            Process client = fork.newProcess("root");
            Timers.Timer end = fork.host().timers().after(LONGEST_DIALOGUE, () -> client.signal(Signal.KILL));
            try {
                client.main(process -> {
                    new ProbeDialogue(process, fork.internet(), call).run().ifPresent(reply::set);
                    return 0;
                });
            } finally {
                end.cancel();
            }
            return Optional.ofNullable(reply.get());
        } catch (ErrnoException tooManyProcesses) {
            return Optional.empty();
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
