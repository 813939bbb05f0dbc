package postroom.labs.debian.bc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** The bytes of the files of the command line and of standard input after them, and whose they are. */
final class Source {
    private static final int END = -1;

    private final Process process;
    private final List<String> names;
    private final byte[] buffer = new byte[4096];
    private int next;
    private boolean standardInput;
    private String name = "";
    private InputStream in;
    private int position;
    private int filled;
    private int line = 1;

    Source(Process process, List<String> names) {
        this.process = process;
        this.names = names;
    }

    /** Goes to the next file; false if there is none. */
    boolean open() throws IOException {
        line = 1;
        if (standardInput) {
            return false;
        }
        if (next == names.size()) {
            standardInput = true;
            in = process.in();
            return true;
        }
        name = names.get(next++);
        try {
            in = new ByteArrayInputStream(
                    process.files().stat(name).isDirectory()
                            ? new byte[0]
                            : process.files().readAll(name));
        } catch (ErrnoException e) {
            process.err().println("File " + name + " is unavailable.");
            throw new Exit(1);
        }
        if (process.files().stat(name).isDirectory()) {
            complain("read() in flex scanner failed");
            throw new Exit(1);
        }
        return true;
    }

    /** The next byte, or -1 at the end of a file. */
    int read() throws IOException {
        int c = peek();
        position++;
        if (c == END) {
            position = filled;
        }
        return c;
    }

    int peek() throws IOException {
        if (position == filled) {
            process.out().flush();
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            position = 0;
        }
        return position == filled ? END : buffer[position] & 0xFF;
    }

    void newLine() {
        line++;
    }

    private String where() {
        return (standardInput ? "(standard_in)" : name) + " " + line + ": ";
    }

    /** Prints a complaint with its place. */
    void complain(String text) throws IOException {
        process.out().flush();
        byte[] bytes = Text.bytes(where() + text + "\n");
        process.err().write(bytes, 0, bytes.length);
    }

    /** Prints a complaint without one. */
    void plain(String text) throws IOException {
        process.out().flush();
        process.err().println(text);
    }
}
