package postroom.labs.debian.postfix.config;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The logical lines of a Postfix file, as main.cf, master.cf and lookup tables have them ({@code postconf(5)}): a line
 * that begins with white space continues the one before; empty lines and lines whose first character that is no blank is
 * {@code #} are skipped, even between the parts of a logical line.
 */
public final class LogicalLines implements Iterator<LogicalLines.Line> {
    private final String[] lines;
    private int next;
    private Line ahead;

    /**
     * A logical line.
     *
     * @param text without line ends; continuations keep their leading white space
     * @param first the number of its first line, from 1
     * @param last the number of its last line
     */
    public record Line(String text, int first, int last) {
        /** True for a continuation without anything before it. */
        public boolean startsBlank() {
            return !text.isEmpty() && isBlank(text.charAt(0));
        }
    }

    /** Reads {@code text} from its beginning. */
    public LogicalLines(String text) {
        this.lines = text.split("\n", -1);
        this.ahead = read();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Line next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        Line line = ahead;
        ahead = read();
        return line;
    }

    private Line read() {
        while (next < lines.length && isSkipped(lines[next])) {
            next++;
        }
        if (next >= lines.length) {
            return null;
        }
        int first = next + 1;
        int last = first;
        StringBuilder text = new StringBuilder(lines[next++]);
        while (next < lines.length) {
            String line = lines[next];
            if (!isSkipped(line)) {
                if (!isBlank(line.charAt(0))) {
                    break;
                }
                text.append(line);
                last = next + 1;
            }
            next++;
        }
        return new Line(text.toString(), first, last);
    }

    private static boolean isSkipped(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isBlank(line.charAt(i))) {
                return line.charAt(i) == '#';
            }
        }
        return true;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
