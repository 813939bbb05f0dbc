package postroom.labs.debian.postfix.local;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Process;
import postroom.labs.host.Processes;
import postroom.labs.host.Signal;
import postroom.labs.host.Syslog;
import postroom.labs.host.Timers;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.BytesInput;
import postroom.labs.io.ErrnoException;

/** Runs commands for delivery ({@code pipe_command(3)}): through the shell, with the message on standard input. */
public final class Commands {
    private static final Pattern PLAIN = Pattern.compile("[-0-9A-Za-z!@%_=+:,./ \\t]*");
    private static final int TEMPORARY = 75;

    private final Service service;

    /** Commands of one delivery agent. */
    public Commands(Service service) {
        this.service = service;
    }

    /** How a command ended. @param output what it printed, cut */
    public record Ended(WaitStatus status, String output) {}

    /**
     * Starts a command.
     *
     * @param ended is told on the lab's serial executor
     */
    public void run(
            String command,
            Credentials who,
            String folder,
            Map<String, String> environment,
            byte[] message,
            Consumer<Ended> ended) {
        Captured output = new Captured();
        Process process;
        try {
            process = service.host().processes().create(service.pid());
            process.argv(List.of("sh", "-c", command));
            process.become(who);
            process.chdir(folder);
            process.umask(077);
            environment(process, environment, folder);
            process.fd(0, new BytesInput(message));
            process.fd(1, output);
            process.fd(2, output.retain());
        } catch (ErrnoException e) {
            ended.accept(new Ended(new WaitStatus.Exited(75), e.getMessage()));
            return;
        }
        watch(process, output, ended);
        try {
            process.start(self -> execute(self, command));
        } catch (ErrnoException e) {
            service.msg().warning("fork: " + e.getMessage());
        }
    }

    /** A line without the shell's characters is a program and its arguments, and the shell is asked only if there is none. */
    private int execute(Process self, String command) throws IOException {
        if (PLAIN.matcher(command).matches() && !command.isBlank()) {
            List<String> argv = List.of(command.strip().split("\\s+"));
            Optional<String> path = found(self, argv.get(0));
            try {
                if (path.isPresent()) {
                    return self.exec(path.get(), argv);
                }
            } catch (ErrnoException e) {
                String text = "execvp " + argv.get(0) + ": " + e.getMessage();
                service.host()
                        .syslog()
                        .log("mail", Syslog.Priority.CRIT, "local[" + self.pid() + "]", "fatal: " + text);
                self.err().println("local: fatal: " + text);
                return TEMPORARY;
            }
        }
        return self.exec("/bin/sh", List.of("sh", "-c", command));
    }

    private static Optional<String> found(Process self, String name) {
        if (name.contains("/")) {
            return Optional.of(name);
        }
        return Stream.of("/usr/bin/", "/bin/")
                .map(it -> it + name)
                .filter(self.files()::exists)
                .findFirst();
    }

    private static void environment(Process process, Map<String, String> more, String folder) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put("PATH", "/usr/bin:/bin");
        all.put("LANG", "C");
        all.put("PWD", folder);
        process.environment().clear();
        process.environment().putAll(all);
    }

    private void watch(Process process, Captured output, Consumer<Ended> ended) {
        int limit = service.parameters().seconds("command_time_limit", 1);
        Timers.Timer alarm =
                service.host().timers().after(Duration.ofSeconds(limit), () -> process.signal(Signal.KILL));
        Processes processes = service.host().processes();
        processes.listen(new Processes.Listener() {
            @Override
            public void ended(Process other) {
                if (other == process) {
                    processes.ignore(this);
                    alarm.cancel();
                    service.host().serial().execute(() -> {
                        ended.accept(new Ended(other.status(), output.text()));
                    });
                }
            }
        });
    }
}
