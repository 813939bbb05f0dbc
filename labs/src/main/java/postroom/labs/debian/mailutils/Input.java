package postroom.labs.debian.mailutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** What the session reads, line by line; ^C at a terminal ends the line that is being typed. */
final class Input {
    private static final int LONGEST = 1 << 20;

    private final Session session;
    private final Process process;
    private boolean reading;
    private boolean interrupted;
    private byte[] instead;
    private int position;

    /** The line was broken off by ^C. */
    static final class Interrupted extends Exception {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super(null, null, false, false);
        }
    }

    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff() {
            super(null, null, false, false);
        }
    }

    Input(Session session) {
        this.session = session;
        this.process = session.process();
        if (session.isInteractive()) {
            process.disposition(Signal.INT, Process.Disposition.HANDLE, it -> interrupt());
        }
    }

    private void interrupt() {
        if (reading) {
            throw new BrokenOff();
        }
        interrupted = true;
    }

    /** True once after a ^C that came while nothing was read. */
    boolean takeInterrupt() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    /** Reads these bytes from now on, and then nothing, instead of standard input. */
    void instead(byte[] bytes) {
        instead = bytes;
        position = 0;
    }

    /** A line without its end, after a prompt if somebody is there to see it; nothing at the end of input. */
    Optional<String> line(String prompt) throws IOException, Interrupted {
        if (session.isInteractive()) {
            session.print(prompt);
        }
        process.out().flush();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        reading = true;
        try {
            for (int c = next(); c != '\n'; c = next()) {
                if (c < 0) {
                    return bytes.size() == 0 ? Optional.empty() : Optional.of(Text.of(bytes.toByteArray()));
                }
                if (bytes.size() < LONGEST) {
                    bytes.write(c);
                }
            }
            return Optional.of(Text.of(bytes.toByteArray()));
        } catch (BrokenOff key) {
            throw new Interrupted();
        } finally {
            reading = false;
        }
    }

    /** A line, or an empty text if there is none or ^C was typed. */
    String answer(String prompt) throws IOException {
        try {
            return line(prompt).orElse("");
        } catch (Interrupted key) {
            session.println("");
            return "";
        }
    }

    private int next() throws IOException {
        if (instead != null) {
            return position < instead.length ? instead[position++] & 0xFF : -1;
        }
        byte[] one = new byte[1];
        return process.read(0, one, 0, 1) <= 0 ? -1 : one[0] & 0xFF;
    }
}
