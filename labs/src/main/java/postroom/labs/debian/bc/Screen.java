package postroom.labs.debian.bc;

import java.io.IOException;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;

/** Where results are written: lines that become too long are broken with a backslash. */
final class Screen {
    private final Process process;
    private final int width;
    private final boolean breaksStrings;
    private int column;

    /**
     * Writes to a process' standard output.
     *
     * @param width of a line, backslash and line feed included; 0 for no limit
     */
    Screen(Process process, int width, boolean breaksStrings) {
        this.process = process;
        this.width = width;
        this.breaksStrings = breaksStrings;
    }

    void number(String text) throws IOException {
        write(text, true);
    }

    void string(String text) throws IOException {
        write(text, breaksStrings);
    }

    /** The student has typed a line feed. */
    void lineBegins() {
        column = 0;
    }

    private void write(String text, boolean breaks) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                column = 0;
            } else if (breaks) {
                column++;
                if (column == width - 1 && width != 0) {
                    out.append("\\\n");
                    column = 1;
                }
            }
            out.append(c);
        }
        byte[] bytes = Text.bytes(out.toString());
        process.out().write(bytes, 0, bytes.length);
    }
}
