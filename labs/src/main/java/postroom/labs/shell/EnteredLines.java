package postroom.labs.shell;

import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.CommandReader;
import postroom.labs.shell.run.History;
import postroom.labs.shell.run.HistoryFile;
import postroom.labs.shell.run.Shell;
import postroom.labs.terminal.LineHistory;

/** The history of a dialogue: which lines are kept, as what, and in which file. Source: bash(1), HISTORY. */
final class EnteredLines implements LineHistory {
    private final Shell shell;
    private final StringBuilder pending = new StringBuilder();

    EnteredLines(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int size() {
        return shell.history().lines().size();
    }

    @Override
    public String line(int index) {
        return shell.history().lines().get(index);
    }

    /** Reads the history file. */
    void load() {
        if (shell.variables().find("HISTFILE").isEmpty()) {
            String home = shell.variables().get("HOME").orElse("/");
            shell.variables().set("HISTFILE", home + "/.bash_history");
        }
        limit();
        try {
            HistoryFile.read(shell, file());
        } catch (ErrnoException none) {
            // a first session has no history
        }
        shell.history().written();
    }

    private String file() {
        return shell.variables().get("HISTFILE").orElse("");
    }

    /** Takes HISTSIZE over. */
    void limit() {
        String size = shell.variables().get("HISTSIZE").orElse("");
        shell.history().limit(size.matches("[0-9]{1,6}") ? Integer.parseInt(size) : History.MAX_LINES);
    }

    /** A line was entered; the lines of one command become one entry. */
    void add(String line, CommandReader reader) {
        if (pending.length() > 0) {
            String before = reader.pending();
            pending.append(joint(before)).append(line);
        } else {
            pending.append(line);
        }
    }

    /** Between lines a semicolon does, unless the command is in the middle of something. */
    private static String joint(String before) {
        String text = before.stripTrailing();
        boolean open = text.matches("(?s).*(^|[\\s;&|(])(do|then|else|elif|if|while|until|in|\\{|!)$")
                || text.endsWith("&&")
                || text.endsWith("|")
                || text.endsWith("||")
                || text.endsWith("(")
                || text.endsWith("{")
                || text.endsWith(";;")
                || text.endsWith(";")
                || text.endsWith("&");
        boolean quoted = text.chars().filter(c -> c == '"').count() % 2 == 1
                || text.chars().filter(c -> c == '\'').count() % 2 == 1
                || text.contains("<<");
        return quoted ? "\n" : open ? " " : "; ";
    }

    /** The command is complete: it goes into the history, as HISTCONTROL says. */
    void complete() {
        String line = pending.toString();
        pending.setLength(0);
        if (line.isBlank() || !shell.options().is("history")) {
            return;
        }
        String control = ":" + shell.variables().get("HISTCONTROL").orElse("") + ":";
        boolean both = control.contains(":ignoreboth:");
        History history = shell.history();
        boolean blank = line.startsWith(" ") && (both || control.contains(":ignorespace:"));
        boolean same = !history.lines().isEmpty()
                && history.lines().get(history.lines().size() - 1).equals(line)
                && (both || control.contains(":ignoredups:"));
        if (control.contains(":erasedups:")) {
            history.lines().removeIf(line::equals);
        }
        if (!blank && !same) {
            history.add(line);
        }
    }

    void addWithoutRunning(String line) {
        shell.history().add(line);
    }

    /** The lines so far were given up. */
    void forget() {
        pending.setLength(0);
    }

    /** Writes the history file. */
    void save() {
        if (file().isEmpty()) {
            return;
        }
        try {
            HistoryFile.append(shell, file());
        } catch (ErrnoException unwritable) {
            // bash loses the history in silence, too
        }
    }
}
