package postroom.labs.debian.dpkg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Pipe;

/** Runs commands as a maintainer's script does: as children, with the script's terminal, one after the other. */
public record Script(Process process) {

    /** Runs a program by its path; the exit status as {@code $?} has it. */
    public int run(String... argv) throws IOException {
        return run(Map.of(), List.of(argv));
    }

    /** Runs a program with some more environment. */
    public int run(Map<String, String> environment, List<String> argv) throws IOException {
        process.out().flush();
        Process child = process.fork();
        child.environment().putAll(environment);
        return ended(child, argv);
    }

    /** Runs a program without what it prints on standard output. */
    public int quietly(String... argv) throws IOException {
        process.out().flush();
        Process child = process.fork();
        child.fd(1, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        return ended(child, List.of(argv));
    }

    /** Runs a program of which nothing is to be seen, whatever happens. */
    public int silently(String... argv) throws IOException {
        Process child = process.fork();
        for (int fd = 1; fd < 3; fd++) {
            child.fd(fd, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        }
        return ended(child, List.of(argv));
    }

    private int ended(Process child, List<String> argv) throws IOException {
        child.start(it -> it.exec(argv.get(0), argv));
        return process.waitFor(child, false).shellStatus();
    }

    /** What a program prints, without the line feeds at its end. */
    public String output(String... argv) throws IOException {
        Process child = process.fork();
        Pipe pipe = new Pipe();
        Descriptor reader = pipe.reader();
        child.fd(1, pipe.writer());
        child.fd(2, child.open("/dev/null", EnumSet.of(Open.WRITE), 0));
        List<String> words = List.of(argv);
        child.start(it -> it.exec(words.get(0), words));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            for (int n = process.read(reader, buffer, 0, buffer.length);
                    n > 0;
                    n = process.read(reader, buffer, 0, buffer.length)) {
                all.write(buffer, 0, n);
            }
        } finally {
            reader.close();
        }
        process.waitFor(child, false);
        return all.toString(StandardCharsets.UTF_8).replaceFirst("\n+$", "");
    }
}
