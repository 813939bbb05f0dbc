package postroom.labs.debian.pam;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;

/** Asks for a password: the terminal does not show what is typed ({@code getpass(3)}). */
public final class PasswordReader {
    /** {@code PAM_MAX_RESP_SIZE}. */
    private static final int MAX_LENGTH = 512;

    private final Process process;
    private final Descriptor from;
    private final Descriptor to;

    /** Reads from {@code from}, which may be no terminal, and prompts on {@code to}. */
    public PasswordReader(Process process, Descriptor from, Descriptor to) {
        this.process = process;
        this.from = from;
        this.to = to;
    }

    /** What somebody typed instead of a password. */
    public enum Instead {
        /** The input has ended. */
        END,
        /** Ctrl-C. */
        INTERRUPT
    }

    /**
     * A password, or what came instead of it.
     *
     * @param text without the line feed; empty when {@code instead} is not
     */
    public record Answer(String text, Optional<Instead> instead) {}

    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super(null, null, false, false);
        }
    }

    /** Prompts, reads one line, and ends the line on a terminal. */
    public Answer read(String prompt) throws IOException {
        Optional<Terminal> terminal = from.terminal();
        boolean shown = terminal.map(Terminal::echo).orElse(false);
        Process.Disposition before = process.disposition(Signal.INT);
        process.disposition(Signal.INT, Process.Disposition.HANDLE, signal -> {
            throw new Interrupted();
        });
        terminal.ifPresent(it -> it.echo(false));
        try {
            print(prompt);
            return line();
        } catch (Interrupted typed) {
            return new Answer("", Optional.of(Instead.INTERRUPT));
        } finally {
            terminal.ifPresent(it -> it.echo(shown));
            process.disposition(Signal.INT, before, null);
            if (terminal.isPresent()) {
                print("\n");
            }
        }
    }

    /** Byte by byte, so that what follows is left for whoever reads next. */
    private Answer line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (process.read(from, one, 0, 1) == 1) {
            if (one[0] == '\n') {
                return new Answer(line.toString(StandardCharsets.UTF_8), Optional.empty());
            }
            if (line.size() < MAX_LENGTH) {
                line.write(one[0]);
            }
        }
        return line.size() > 0
                ? new Answer(line.toString(StandardCharsets.UTF_8), Optional.empty())
                : new Answer("", Optional.of(Instead.END));
    }

    private void print(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        process.write(to, bytes, 0, bytes.length);
    }
}
