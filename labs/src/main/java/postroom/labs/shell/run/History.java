package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;

/** The lines entered before; shared by an interactive shell and its subshells. */
public final class History {
    /** Lines beyond HISTSIZE go; this bounds what a student may set. */
    public static final int MAX_LINES = 10_000;

    private final List<String> lines = new ArrayList<>();
    private int base = 1;
    private int limit = 500;
    private int added;

    /** Sets how many lines are kept. */
    public void limit(int lineCount) {
        limit = Math.max(0, Math.min(MAX_LINES, lineCount));
        trim();
    }

    public void add(String line) {
        lines.add(line);
        added++;
        trim();
    }

    /** Adds a line that was read from the history file. */
    public void load(String line) {
        lines.add(line);
        trim();
    }

    private void trim() {
        while (lines.size() > limit) {
            lines.remove(0);
            base++;
        }
    }

    /** The lines, oldest first. */
    public List<String> lines() {
        return lines;
    }

    /** The number of the oldest line, as {@code history} shows it. */
    public int base() {
        return base;
    }

    /** The number that the next line will get. */
    public int next() {
        return base + lines.size();
    }

    /** How many lines were added since the file was read or written. */
    public int added() {
        return Math.min(added, lines.size());
    }

    /** The file has all lines now. */
    public void written() {
        added = 0;
    }

    public void clear() {
        lines.clear();
        base = 1;
        added = 0;
    }

    /** Takes a line out; {@code index} counts from 0. */
    public void remove(int index) {
        lines.remove(index);
    }
}
