package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Running;
import postroom.labs.fs.FileLocks;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** {@code flock(1)}: runs a command while it holds a lock on a file, or locks a descriptor of the calling shell. */
final class Flock extends GnuProgram {
    private static final int USAGE = 64;
    private static final int DATA = 65;
    private static final int NO_INPUT = 66;
    private static final int UNAVAILABLE = 69;

    Flock() {
        super(
                Suite.UTIL_LINUX,
                USAGE,
                "+sexnoFuw:E:c:hV",
                "shared",
                "s",
                "exclusive",
                "x",
                "unlock",
                "u",
                "nonblock",
                "n",
                "nb",
                "n",
                "timeout=",
                "w",
                "wait=",
                "w",
                "conflict-exit-code=",
                "E",
                "close",
                "o",
                "no-fork",
                "F",
                "verbose",
                "verbose");
    }

    @Override
    protected int run(Call call) throws IOException {
        String wait = call.value("w", null);
        if (wait != null && !wait.matches("[0-9]{1,8}(\\.[0-9]*)?|\\.[0-9]+")) {
            throw Failure.of(USAGE, "invalid timeout value: '" + wait + "'");
        }
        String conflict = call.value("E", "1");
        if (!conflict.matches("[0-9]{1,3}") || Integer.parseInt(conflict) > 255) {
            throw Failure.of(USAGE, "invalid exit code: '" + conflict + "'");
        }
        List<String> words = call.operands();
        if (words.isEmpty()) {
            if (call.options().isEmpty()) {
                throw Failure.usage("not enough arguments");
            }
            throw Failure.of(USAGE, "requires file descriptor, file or directory");
        }
        if (words.size() == 1) {
            return descriptor(call, words.get(0), Integer.parseInt(conflict));
        }
        List<String> command = words.subList(1, words.size());
        if (command.get(0).matches("-c|--command")) {
            if (command.size() != 2) {
                throw Failure.of(USAGE, command.get(0) + " requires exactly one command argument");
            }
            String shell = call.process().environment().getOrDefault("SHELL", "/bin/sh");
            command = List.of(shell, "-c", command.get(1));
        }
        OpenFile file = open(call, words.get(0));
        try {
            if (!lock(call, file)) {
                return Integer.parseInt(conflict);
            }
            return execute(call, file, command);
        } finally {
            file.close();
        }
    }

    private static int descriptor(Call call, String word, int conflict) throws IOException {
        if (!word.matches("[0-9]{1,9}")) {
            throw Failure.of(USAGE, "bad file descriptor: '" + word + "'");
        }
        Descriptor descriptor;
        try {
            descriptor = call.process().fd(Integer.parseInt(word));
        } catch (ErrnoException e) {
            throw Failure.of(DATA, word + ": " + e.getMessage());
        }
        if (!(descriptor instanceof OpenFile file)) {
            throw Failure.of(DATA, word + ": Bad file descriptor");
        }
        if (call.has("u")) {
            call.process().host().disk().locks().unlock(file);
            return 0;
        }
        return lock(call, file) ? 0 : conflict;
    }

    private static OpenFile open(Call call, String path) throws IOException {
        boolean folder = call.files().exists(path) && call.files().stat(path).isDirectory();
        try {
            return call.files().open(path, folder ? EnumSet.of(Open.READ) : EnumSet.of(Open.READ, Open.CREATE), 0666);
        } catch (ErrnoException e) {
            throw Failure.of(NO_INPUT, "cannot open lock file " + path + ": " + e.getMessage());
        }
    }

    private static boolean lock(Call call, OpenFile file) throws IOException {
        Process process = call.process();
        FileLocks locks = process.host().disk().locks();
        boolean exclusive = !call.last("x", "s", "x", "e").equals("s");
        long before = System.nanoTime();
        boolean got = locks.tryLock(file, exclusive);
        String wait = call.value("w", null);
        if (!got && !call.has("n")) {
            Runnable wake = process::wake;
            locks.waiters().add(wake);
            try {
                Duration most = wait == null ? null : Duration.ofMillis((long) (Double.parseDouble(wait) * 1000));
                got = process.await(most, () -> locks.tryLock(file, exclusive));
            } finally {
                locks.waiters().remove(wake);
            }
        }
        if (call.has("verbose")) {
            if (got) {
                double seconds = (System.nanoTime() - before) / 1e9;
                call.print(String.format(Locale.ROOT, "flock: getting lock took %.6f seconds\n", seconds));
            } else {
                call.warn(call.has("n") ? "failed to get lock" : "timeout while waiting to get lock");
            }
        }
        return got;
    }

    private static int execute(Call call, OpenFile file, List<String> command) throws IOException {
        if (call.has("verbose")) {
            call.print("flock: executing " + command.get(0) + "\n");
        }
        Process process = call.process();
        Process child = process.fork();
        if (!call.has("o")) {
            child.newFd(file.retain(), 3);
        }
        child.start(it -> {
            String path;
            try {
                path = Running.find(it, command.get(0));
            } catch (ErrnoException e) {
                it.err().println("flock: failed to execute " + command.get(0) + ": " + e.getMessage());
                return UNAVAILABLE;
            }
            return it.exec(path, command);
        });
        return process.waitFor(child, false).shellStatus();
    }
}
