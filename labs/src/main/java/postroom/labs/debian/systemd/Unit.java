package postroom.labs.debian.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/**
 * A service unit ({@code systemd.service(5)}): its file says what is run. A oneshot unit that remains after exit is active
 * until it is stopped, whatever became of what it started.
 */
final class Unit {
    private static final List<String> FOLDERS =
            List.of("/etc/systemd/system", "/usr/lib/systemd/system", "/run/systemd/generator.late");
    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants";
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);
    private static final String STOPPED = "/run/systemd/stopped";

    private final String name;
    private final String path;
    private final List<String> lines;

    private Unit(String name, String path, List<String> lines) {
        this.name = name;
        this.path = path;
        this.lines = lines;
    }

    /** The unit of a name, with or without {@code .service}. */
    static Optional<Unit> find(Process process, String given) throws ErrnoException {
        String name = given.replaceFirst("\\.service$", "");
        if (name.contains("/")) {
            return Optional.empty();
        }
        FileAccess files = files(process);
        for (String folder : FOLDERS) {
            String path = folder + "/" + name + ".service";
            if (files.exists(path)) {
                String text = new String(files.readAll(path), StandardCharsets.UTF_8);
                return Optional.of(new Unit(name, path, text.lines().toList()));
            }
        }
        int at = name.indexOf('@') + 1;
        for (String folder : FOLDERS) {
            String path = folder + "/" + name.substring(0, at) + ".service";
            if (at > 1 && at < name.length() && files.exists(path)) {
                String text = new String(files.readAll(path), StandardCharsets.UTF_8);
                String instance = text.replaceAll("%[iI]", name.substring(at).replace("\\", ""));
                return Optional.of(new Unit(name, path, instance.lines().toList()));
            }
        }
        return Optional.empty();
    }

    private static FileAccess files(Process process) {
        return process.files().as(Credentials.ROOT);
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    /** A setting of its file; empty if there is none. */
    String setting(String key) {
        return lines.stream()
                .filter(it -> it.startsWith(key + "="))
                .map(it -> it.substring(key.length() + 1).strip())
                .reduce((first, second) -> second)
                .orElse("");
    }

    boolean enabled(Process process) {
        return files(process).exists(WANTS + "/" + name + ".service");
    }

    boolean active(Process process) {
        if (!setting("PIDFile").isEmpty() || isSimple() && files(process).exists(program())) {
            return mainProcess(process).isPresent();
        }
        return enabledOrStarted(process) && !files(process).exists(STOPPED + "/" + name);
    }

    private boolean enabledOrStarted(Process process) {
        return enabled(process) || process.host().daemons().find(name).isPresent();
    }

    private String program() {
        return setting("ExecStart").replaceFirst("^[-@:+!]+", "").split("\\s+")[0];
    }

    /** All values of a setting that may stand more than once. */
    List<String> settings(String key) {
        return lines.stream()
                .filter(it -> it.startsWith(key + "="))
                .map(it -> it.substring(key.length() + 1).strip())
                .toList();
    }

    /** Whether its program stays in the foreground ({@code Type=simple}, which is the default, or {@code exec}). */
    boolean isSimple() {
        return setting("Type").matches("|simple|exec|notify")
                && setting("PIDFile").isEmpty();
    }

    /** The process that {@code PIDFile} names or that runs what {@code ExecStart} says, while it does. */
    Optional<Process> mainProcess(Process process) {
        if (isSimple()) {
            String program = program();
            return process.host().processes().all().stream()
                    .filter(it -> it.parent() == 1 && !it.argv().isEmpty())
                    .filter(it -> it.argv().get(0).equals(program) && it.status() == null)
                    .findFirst();
        }
        try {
            String text = new String(files(process).readAll(setting("PIDFile")), StandardCharsets.UTF_8).strip();
            return text.matches("[0-9]{1,9}")
                    ? process.host().processes().find(Integer.parseInt(text)).filter(it -> it.status() == null)
                    : Optional.empty();
        } catch (ErrnoException none) {
            return Optional.empty();
        }
    }

    /** Ends the main process, which {@code ExecStop} may have left. */
    void end(Process process) {
        if (setting("PIDFile").isEmpty() && !isSimple()) {
            return;
        }
        mainProcess(process).ifPresent(it -> {
            it.signal(Signal.TERM);
            process.await(STOP_TIMEOUT, () -> it.status() != null, new Descriptor[0]);
        });
    }

    /** Enables it for the next boot, which does not start it now. */
    void enable(Process process) throws IOException {
        if (!enabled(process)) {
            if (!active(process)) {
                stopped(process);
            }
            files(process).symlink(path.replaceFirst("^/usr/lib/", "/lib/"), WANTS + "/" + name + ".service");
        }
    }

    void disable(Process process) throws ErrnoException {
        files(process).unlink(WANTS + "/" + name + ".service");
    }

    static String wants(String unit) {
        return WANTS + "/" + unit + ".service";
    }

    /** Runs what a setting such as {@code ExecStart} names; true if it succeeds, or if it may fail. */
    boolean run(Process process, String key) throws IOException {
        String command = setting(key);
        if (command.contains("$MAINPID")) {
            String pid =
                    mainProcess(process).map(it -> Integer.toString(it.pid())).orElse("");
            command = command.replace("$MAINPID", pid);
        }
        command = command.replaceAll("\\s+\\$[A-Z_]*OPTS\\b", "");
        boolean mayFail = command.startsWith("-");
        List<String> argv = List.of(command.replaceFirst("^[-@:+!]+", "").split("\\s+"));
        if (argv.get(0).isEmpty()) {
            return true;
        }
        Process child = process.fork();
        child.become(Credentials.ROOT);
        child.newSession();
        for (int fd = 0; fd < 3; fd++) {
            child.fd(fd, child.open("/dev/null", EnumSet.of(Open.READ, Open.WRITE), 0));
        }
        child.start(it -> it.exec(argv.get(0), argv));
        return process.waitFor(child, false).shellStatus() == 0 || mayFail;
    }

    void started(Process process) throws ErrnoException {
        if (files(process).exists(STOPPED + "/" + name)) {
            files(process).unlink(STOPPED + "/" + name);
        }
    }

    void stopped(Process process) throws ErrnoException {
        FileAccess files = files(process);
        for (String folder : List.of("/run/systemd", STOPPED)) {
            if (!files.exists(folder)) {
                files.mkdir(folder, 0755);
            }
        }
        files.writeAll(STOPPED + "/" + name, new byte[0]);
    }
}
