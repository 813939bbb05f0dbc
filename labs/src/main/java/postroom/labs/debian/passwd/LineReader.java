package postroom.labs.debian.passwd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postroom.labs.host.Process;

/** Reads lines of standard input byte by byte, so that what follows is left for whoever reads next. */
public final class LineReader {
    private static final int MAX_LENGTH = 8192;

    private final Process process;

    /** Reads from a process' standard input. */
    public LineReader(Process process) {
        this.process = process;
    }

    /** A line without its end; empty at the end of the input. */
    public Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (process.read(0, one, 0, 1) == 1) {
            if (one[0] == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() < MAX_LENGTH) {
                line.write(one[0]);
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Prints a question on standard output and reads the answer. */
    public Optional<String> ask(String question) throws IOException {
        process.out().print(question);
        process.out().flush();
        return line();
    }
}
