package postroom.labs.debian;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Host;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.ProgramTable;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.io.Shared;
import postroom.labs.io.Terminal;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;

/**
 * A host on which tests run commands. Besides the packages' programs there are {@code env}, {@code true} and {@code sh},
 * small ones, so that a test of one package needs no other.
 */
public final class TestHost implements AutoCloseable {
    private final Labs labs;
    private final Lab lab;
    private String typed = "";
    private boolean onTerminal;

    /** A host with a base. */
    public TestHost(Base base) {
        Packages packages = new Packages();
        Map<String, Program> small = Map.of(
                "coreutils/env",
                TestHost::env,
                "coreutils/true",
                it -> 0,
                "bash/bash",
                TestHost::sh,
                "dash/sh",
                TestHost::sh,
                "dash/dash",
                TestHost::sh);
        ProgramTable programs = id -> Optional.ofNullable(small.get(id)).or(() -> packages.find(id));
        this.labs = TestLabs.of(programs);
        this.lab = Lab.fresh(labs, new Plan(base, World.ALONE, 1, Map.of()));
    }

    private static int env(Process process) throws IOException {
        for (Map.Entry<String, String> each : process.environment().entrySet()) {
            process.out().println(each.getKey() + "=" + each.getValue());
        }
        return 0;
    }

    /** Shows how it was called. */
    private static int sh(Process process) throws IOException {
        process.out()
                .println("shell " + process.argv() + " in " + process.cwd() + " as "
                        + process.host().accounts().userName(process.who().uid()));
        return 0;
    }

    /** What a command printed, both streams together, and its exit status. */
    public record Result(String output, int status) {}

    public Host host() {
        return lab.host();
    }

    /** What the next commands read from standard input. */
    public TestHost typing(String lines) {
        typed = lines;
        return this;
    }

    /** The next commands have a terminal, at which {@link #typing} is typed. */
    public TestHost onTerminal() {
        onTerminal = true;
        return this;
    }

    /** The text of a file. */
    public String file(String path) throws ErrnoException {
        return new String(FileAccess.root(host().disk()).readAll(path), UTF_8);
    }

    /** Runs a command as student. */
    public Result run(String... argv) throws IOException {
        return runAs("student", argv);
    }

    /** Runs a command as somebody. */
    public Result runAs(String user, String... argv) throws IOException {
        Process process = lab.newProcess(user);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (onTerminal) {
            FakeTerminal terminal = new FakeTerminal(typed, output);
            process.terminal(terminal);
            host().devices().addTerminal(terminal.device(), terminal::retain);
            for (int fd = 0; fd < 3; fd++) {
                process.fd(fd, terminal.retain());
            }
        } else {
            Pipe in = new Pipe();
            process.fd(0, in.reader());
            Descriptor writer = in.writer();
            byte[] bytes = typed.getBytes(UTF_8);
            writer.tryWrite(bytes, 0, bytes.length);
            writer.close();
            process.fd(1, new Sink(output));
            process.fd(2, new Sink(output));
        }
        process.main(it -> it.exec(which(it, argv[0]), List.of(argv)));
        return new Result(output.toString(UTF_8), process.status().shellStatus());
    }

    private static String which(Process process, String name) {
        for (String folder : process.environment().get("PATH").split(":")) {
            if (process.files().exists(folder + "/" + name)) {
                return folder + "/" + name;
            }
        }
        return name;
    }

    @Override
    public void close() {
        lab.close();
        labs.close();
    }

    private static class Sink extends Shared {
        final ByteArrayOutputStream output;

        Sink(ByteArrayOutputStream output) {
            this.output = output;
        }

        @Override
        public int tryRead(byte[] buffer, int offset, int length) throws ErrnoException {
            return END;
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) {
            synchronized (output) {
                output.write(buffer, offset, length);
            }
            return length;
        }

        @Override
        public boolean readable() {
            return true;
        }

        @Override
        protected void closed() {
            // the bytes stay
        }
    }

    private static final class FakeTerminal extends Sink implements Terminal {
        private final byte[] typed;
        private int at;
        private boolean echo = true;

        FakeTerminal(String typed, ByteArrayOutputStream output) {
            super(output);
            this.typed = typed.getBytes(UTF_8);
        }

        /** A control-C in what is typed interrupts whoever reads. */
        @Override
        public synchronized int tryRead(byte[] buffer, int offset, int length) {
            int n = Math.min(length, typed.length - at);
            if (n <= 0) {
                return END;
            }
            System.arraycopy(typed, at, buffer, offset, n);
            if (echo) {
                tryWrite(typed, at, n);
            }
            at += n;
            return n;
        }

        @Override
        public Optional<Terminal> terminal() {
            return Optional.of(this);
        }

        @Override
        public String device() {
            return "/dev/pts/0";
        }

        @Override
        public int columns() {
            return 120;
        }

        @Override
        public int rows() {
            return 40;
        }

        @Override
        public int foreground() {
            return 0;
        }

        @Override
        public void foreground(int processGroup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean echo() {
            return echo;
        }

        @Override
        public void echo(boolean on) {
            echo = on;
        }
    }
}
