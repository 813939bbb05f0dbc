package postroom.labs.debian.procps;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Terminal;

/**
 * {@code ps(1)}: the process table, with the options of System V (with a dash: {@code -e -f -C -p -u -o}) and of BSD
 * (without: {@code a u x}). {@code VSZ} and {@code RSS} are made up from the program's name, since nothing here has pages.
 */
final class Ps implements Program {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private enum Form {
        SHORT,
        BSD,
        USER,
        FULL
    }

    @Override
    public int run(Process process) throws IOException {
        Selection selection;
        try {
            selection = Selection.parse(process);
        } catch (IllegalArgumentException wrong) {
            process.err()
                    .print(
                            "error: " + wrong.getMessage() + "\n\nUsage:\n ps [options]\n\n"
                                    + " Try 'ps --help <simple|list|output|threads|misc|all>'\n"
                                    + "  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n");
            return 1;
        }
        List<Process> shown = process.host().processes().all().stream()
                .filter(selection::covers)
                .toList();
        if (!selection.columns().isEmpty()) {
            custom(process, selection, shown);
        } else {
            table(process, selection, shown);
        }
        return shown.isEmpty() ? 1 : 0;
    }

    private static void table(Process process, Selection selection, List<Process> shown) throws IOException {
        Form form = selection.userFormat()
                ? Form.USER
                : selection.full() ? Form.FULL : selection.bsd() ? Form.BSD : Form.SHORT;
        switch (form) {
            case USER:
                line(process, "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND");
                break;
            case FULL:
                line(process, "UID          PID    PPID  C STIME TTY          TIME CMD");
                break;
            case BSD:
                line(process, "    PID TTY      STAT   TIME COMMAND");
                break;
            default:
                line(process, "    PID TTY          TIME CMD");
        }
        for (Process each : shown) {
            line(process, row(process, form, each));
        }
    }

    /** On a terminal lines are cut at its width. */
    private static void line(Process process, String text) throws IOException {
        int width = process.fd(1).terminal().map(Terminal::columns).orElse(Integer.MAX_VALUE);
        process.out().println(text.length() > width ? text.substring(0, width) : text);
    }

    private static String row(Process me, Form form, Process it) {
        String user = me.host().accounts().userName(it.who().uid());
        String tty = it.terminal().map(t -> t.device().replace("/dev/", "")).orElse("?");
        long seconds = it.cpuNanos() / 1_000_000_000L;
        String start = CLOCK.format(Instant.ofEpochMilli(it.started()).atZone(ZoneOffset.UTC));
        String shortTime = String.format("%d:%02d", seconds / 60, seconds % 60);
        String longTime = String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        switch (form) {
            case USER:
                int size = size(it);
                return String.format(
                        "%-8s %7d  0.0  0.0 %6d %5d %-8s %-4s %s %6s %s",
                        user, it.pid(), size, size / 4, tty, state(me, it), start, shortTime, it.title());
            case FULL:
                return String.format(
                        "%-8s %7d %7d  0 %s %-8s %s %s", user, it.pid(), it.parent(), start, tty, longTime, it.title());
            case BSD:
                return String.format("%7d %-8s %-4s %6s %s", it.pid(), tty, state(me, it), shortTime, it.title());
            default:
                return String.format("%7d %-8s %s %s", it.pid(), tty, longTime, command(it));
        }
    }

    private static void custom(Process me, Selection selection, List<Process> shown) throws IOException {
        List<String> columns = selection.columns();
        List<String[]> rows = new ArrayList<>();
        String[] head = new String[columns.size()];
        for (int i = 0; i < head.length; i++) {
            head[i] = Columns.title(columns.get(i));
        }
        boolean titled = selection.titles();
        if (titled) {
            rows.add(head);
        }
        for (Process each : shown) {
            rows.add(columns.stream().map(it -> Columns.value(it, me, each)).toArray(String[]::new));
        }
        int[] widths = new int[head.length];
        for (int i = 0; i < head.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    Columns.width(columns.get(i)),
                    titled
                            ? rows.stream()
                                    .mapToInt(it -> it[column].length())
                                    .max()
                                    .orElse(0)
                            : 0);
        }
        for (String[] row : rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                boolean last = i == row.length - 1;
                String cell = row[i];
                String pad = " ".repeat(Math.max(0, widths[i] - cell.length()));
                text.append(i == 0 ? "" : " ")
                        .append(Columns.right(columns.get(i)) ? pad + cell : last ? cell : cell + pad);
            }
            line(me, text.toString());
        }
    }

    /** An address space made up from the program's name, in KiB. */
    static int size(Process it) {
        return Memory.sizeKib(it);
    }

    static String command(Process it) {
        return Memory.command(it);
    }

    static String state(Process me, Process it) {
        String letter = it == me
                ? "R"
                : it.isStopped() ? "T" : it.status() != null && it.status().ended() ? "Z" : "S";
        boolean leads = it.session() == it.pid() && it.pid() != 1;
        boolean front = it.terminal().map(t -> t.foreground() == it.group()).orElse(false);
        return letter + (leads ? "s" : "") + (front ? "+" : "");
    }

    /** Words that BSD-style option words may consist of. */
    static final Set<Character> BSD_LETTERS = Set.of('a', 'u', 'x', 'w', 'f', 'e', 'r', 'T', 'h');
}
