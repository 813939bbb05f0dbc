package postroom.labs.debian.psmisc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Accounts;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;

/** {@code pstree(1)}: the processes as a tree of who started whom. */
final class Pstree extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "aAcC:GhH:nN:pglsStTuUVZ",
            "arguments",
            "a",
            "ascii",
            "A",
            "compact-not",
            "c",
            "color=",
            "C",
            "vt100",
            "G",
            "highlight-all",
            "h",
            "highlight-pid=",
            "H",
            "long",
            "l",
            "numeric-sort",
            "n",
            "ns-sort=",
            "N",
            "show-pids",
            "p",
            "show-pgids",
            "g",
            "show-parents",
            "s",
            "ns-changes",
            "S",
            "thread-names",
            "t",
            "hide-threads",
            "T",
            "uid-changes",
            "u",
            "unicode",
            "U",
            "version",
            "V",
            "security-context",
            "Z");

    Pstree() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("psmisc/pstree"));
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.err().print(HelpText.of("psmisc/pstree-version"));
            return 0;
        }
        if (parsed.operands().size() > 1) {
            return misused(process);
        }
        Drawing drawing = new Drawing(process, parsed);
        String wanted = parsed.operands().isEmpty() ? "1" : parsed.operands().get(0);
        if (Character.isDigit(wanted.charAt(0))) {
            Optional<Process> root = wanted.matches("[0-9]{1,9}")
                    ? process.host().processes().find(Integer.parseInt(wanted))
                    : Optional.empty();
            if (root.isPresent()) {
                drawing.tree(root.get());
            }
            return 0;
        }
        Optional<Accounts.User> user = process.host().accounts().user(wanted);
        if (user.isEmpty()) {
            process.err().println("No such user name: " + wanted);
            return 1;
        }
        boolean first = true;
        for (Process each : process.host().processes().all()) {
            boolean parentsToo = process.host()
                    .processes()
                    .find(each.parent())
                    .filter(it -> it.who().uid() == user.get().uid())
                    .isPresent();
            if (each.who().uid() == user.get().uid() && !parentsToo) {
                if (!first) {
                    process.out().println();
                }
                drawing.tree(each);
                first = false;
            }
        }
        if (first) {
            process.err().println("No processes found.");
            return 1;
        }
        return 0;
    }

    /** The branches: how they are drawn with letters, lines of VT100, or Unicode. */
    private record Branches(String empty, String branch, String vertical, String last, String single, String first) {
        static final Branches ASCII = new Branches("  ", "|-", "| ", "`-", "---", "-+-");
        static final Branches UTF = new Branches("  ", "├─", "│ ", "└─", "───", "─┬─");
        static final Branches VT100 = new Branches(
                "  ",
                "\033(0\016tq\017\033(B",
                "\033(0\016x\017\033(B ",
                "\033(0\016mq\017\033(B",
                "\033(0\016qqq\017\033(B",
                "\033(0\016qwq\017\033(B");

        String bar() {
            return vertical;
        }
    }

    private static final class Drawing {
        private final Process process;
        private final Getopt.Parsed parsed;
        private final Branches branches;
        private final int width;
        private final List<Process> path = new ArrayList<>();

        Drawing(Process process, Getopt.Parsed parsed) throws IOException {
            this.process = process;
            this.parsed = parsed;
            boolean terminal = process.fd(1).terminal().isPresent();
            this.branches = parsed.has("G")
                    ? Branches.VT100
                    : parsed.has("U") || terminal && !parsed.has("A") && utf8(process) ? Branches.UTF : Branches.ASCII;
            this.width = parsed.has("l")
                    ? Integer.MAX_VALUE
                    : process.fd(1).terminal().map(Terminal::columns).orElse(132);
        }

        private static boolean utf8(Process process) {
            String locale = process.environment().getOrDefault("LANG", "");
            return process.environment()
                    .getOrDefault("LC_ALL", locale)
                    .toUpperCase(Locale.ROOT)
                    .contains("UTF");
        }

        void tree(Process root) throws IOException {
            List<Process> above = new ArrayList<>();
            Optional<Process> at = Optional.of(root);
            while (parsed.has("s") && at.isPresent() && at.get().pid() != 1) {
                at = process.host().processes().find(at.get().parent());
                at.ifPresent(it -> above.add(0, it));
            }
            path.clear();
            path.addAll(above);
            path.add(root);
            List<String> lines = lines(path.get(0), -1, 0);
            for (String line : lines) {
                String shown = line.length() > width ? line.substring(0, width - 1) + "+" : line;
                process.out().println(shown);
            }
        }

        /** What a process and those below it look like, without what stands before it on the line. */
        private List<String> lines(Process it, int parentUid, int depth) {
            process.step();
            boolean vertical = parsed.has("a");
            String label = label(it, parentUid);
            List<List<String>> children = children(it, depth);
            List<String> out = new ArrayList<>();
            if (vertical) {
                out.add(label);
                for (int i = 0; i < children.size(); i++) {
                    boolean last = i == children.size() - 1;
                    List<String> child = children.get(i);
                    for (int k = 0; k < child.size(); k++) {
                        String lead = k == 0
                                ? last ? branches.last : branches.branch
                                : last ? branches.empty : branches.bar();
                        out.add("  " + lead + child.get(k));
                    }
                }
                return out;
            }
            String blank = " ".repeat(label.length());
            for (int i = 0; i < children.size(); i++) {
                boolean last = i == children.size() - 1;
                List<String> child = children.get(i);
                for (int k = 0; k < child.size(); k++) {
                    String lead;
                    if (i == 0 && k == 0) {
                        lead = label + (children.size() == 1 ? branches.single : branches.first);
                    } else if (children.size() == 1) {
                        lead = blank + "   ";
                    } else if (k == 0) {
                        lead = blank + " " + (last ? branches.last : branches.branch);
                    } else {
                        lead = blank + " " + (last ? branches.empty : branches.bar());
                    }
                    out.add(lead + child.get(k));
                }
            }
            if (children.isEmpty()) {
                out.add(label);
            }
            return out;
        }

        /** The drawn children; those that look the same become one with their number. */
        private List<List<String>> children(Process it, int depth) {
            List<Process> all = process.host().processes().all().stream()
                    .filter(each -> each.parent() == it.pid() && each != it)
                    .filter(each -> depth + 1 >= path.size() || path.get(depth + 1) == each)
                    .sorted(
                            parsed.has("n")
                                    ? Comparator.comparingInt(Process::pid)
                                    : Comparator.comparing((Process each) -> Memory.command(each))
                                            .thenComparing(each -> each.who().uid())
                                            .thenComparing(Process::pid))
                    .toList();
            List<List<String>> drawn = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            boolean compact = !parsed.has("c") && !parsed.has("p") && !parsed.has("g");
            for (Process each : all) {
                List<String> lines = lines(each, it.who().uid(), depth + 1);
                int same = compact ? drawn.indexOf(lines) : -1;
                if (same >= 0) {
                    counts.set(same, counts.get(same) + 1);
                } else {
                    drawn.add(lines);
                    counts.add(1);
                }
            }
            for (int i = 0; i < drawn.size(); i++) {
                if (counts.get(i) > 1) {
                    drawn.set(i, counted(drawn.get(i), counts.get(i)));
                }
            }
            return drawn;
        }

        private static List<String> counted(List<String> lines, int count) {
            String mark = count + "*[";
            List<String> out = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String lead = i == 0 ? mark : " ".repeat(mark.length());
                out.add(lead + lines.get(i) + (i == lines.size() - 1 ? "]" : ""));
            }
            return out;
        }

        private String label(Process it, int parentUid) {
            boolean changed = parsed.has("u") && parentUid >= 0 && it.who().uid() != parentUid;
            String user = process.host().accounts().userName(it.who().uid());
            List<String> notes = new ArrayList<>();
            if (parsed.has("p")) {
                notes.add("" + it.pid());
            }
            if (parsed.has("g")) {
                notes.add("" + it.group());
            }
            String name = Memory.command(it);
            if (parsed.has("a")) {
                if (changed) {
                    notes.add(user);
                }
                String arguments = it.argv().size() > 1 ? " " + String.join(" ", it.arguments()) : "";
                return name + (notes.isEmpty() ? "" : "," + String.join(",", notes)) + arguments;
            }
            if (changed) {
                notes.add(user);
            }
            return name + (notes.isEmpty() ? "" : "(" + String.join(",", notes) + ")");
        }
    }
}
