package postroom.labs.debian.gnu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.io.BytesInput;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;

/** Runs a shell command and collects what it prints, both streams, at most 1 MiB. */
public final class CommandOutput {
    private static final int MOST = 1 << 20;

    private CommandOutput() {}

    /** What {@code sh -c command} prints. */
    public static byte[] of(Process process, String command) throws IOException {
        return of(process, List.of("sh", "-c", command));
    }

    /** What a command prints; fails if it cannot be found. */
    public static byte[] of(Process process, List<String> command) throws IOException {
        return of(process, command, process.open("/dev/null", EnumSet.of(Open.READ), 0), true);
    }

    /** What a command that reads these bytes prints on standard output; fails if it cannot be found. */
    public static byte[] of(Process process, List<String> command, byte[] input) throws IOException {
        return of(process, command, new BytesInput(input), false);
    }

    private static byte[] of(Process process, List<String> command, Descriptor input, boolean both) throws IOException {
        Pipe pipe = new Pipe();
        Process child = process.fork();
        child.fd(0, input);
        Descriptor reader = pipe.reader();
        Descriptor writer = pipe.writer();
        if (both) {
            child.fd(2, writer.retain());
        }
        child.fd(1, writer);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String path = Running.find(process, command.get(0));
        child.start(it -> it.exec(path, command));
        byte[] buffer = new byte[8192];
        try {
            for (int n = process.read(reader, buffer, 0, buffer.length);
                    n > 0 && all.size() < MOST;
                    n = process.read(reader, buffer, 0, buffer.length)) {
                all.write(buffer, 0, n);
            }
        } catch (ErrnoException e) {
            throw new IOException(e);
        } finally {
            reader.close();
        }
        process.waitFor(child, false);
        return all.toByteArray();
    }
}
