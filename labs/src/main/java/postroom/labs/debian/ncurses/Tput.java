package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** {@code tput(1)}: asks and uses what a terminal can do. */
final class Tput extends NcursesProgram {
    private static final int USAGE = 2;
    private static final int UNKNOWN_TERMINAL = 3;
    private static final int UNKNOWN_CAPABILITY = 4;

    Tput() {
        super("tput", USAGE, "+ST:Vx");
    }

    @Override
    int act(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.operands().isEmpty() && !parsed.has("S")) {
            return misused(process);
        }
        String type = parsed.value("T", process.environment().get("TERM"));
        if (type == null || type.isEmpty()) {
            process.err().println(process.name() + ": No value for $TERM and no -T specified");
            return USAGE;
        }
        Optional<Terminfo> terminfo = Terminfo.of(type);
        if (terminfo.isEmpty()) {
            process.err().println(process.name() + ": unknown terminal \"" + type + "\"");
            return UNKNOWN_TERMINAL;
        }
        if (!parsed.has("S")) {
            return capability(process, terminfo.get(), parsed.operands(), parsed.has("x"));
        }
        int status = 0;
        Input in = Input.standard(process);
        for (String line = in.text(); line != null; line = in.text()) {
            List<String> words = List.of(line.strip().split("\\s+"));
            if (!line.isBlank()) {
                status = Math.max(status, capability(process, terminfo.get(), words, parsed.has("x")));
            }
        }
        return status;
    }

    /** Several names in one call are one after the other, each with as many numbers as follow it. */
    private static int capability(Process process, Terminfo terminfo, List<String> words, boolean keepHistory)
            throws IOException {
        int i = 0;
        int status = 0;
        while (i < words.size() && status == 0) {
            String name = words.get(i++);
            List<Integer> values = new ArrayList<>();
            while (i < words.size() && words.get(i).matches("[0-9]{1,9}")) {
                values.add(Integer.valueOf(words.get(i++)));
            }
            int[] numbers = values.stream().mapToInt(Integer::intValue).toArray();
            status = one(process, terminfo, name, numbers, keepHistory);
        }
        return status;
    }

    private static int one(Process process, Terminfo terminfo, String name, int[] values, boolean keepHistory)
            throws IOException {
        Optional<Terminal> terminal = terminal(process);
        switch (name) {
            case "clear" -> {
                NcursesPrograms.clear(process, terminfo, keepHistory);
                return 0;
            }
            case "init", "reset" -> {
                if (terminal.isEmpty()) {
                    process.err().println(process.name() + ": terminal attributes: No such device or address\n");
                    return 1;
                }
                Tset.strings(process, terminfo, name.equals("reset"));
                return 0;
            }
            case "longname" -> {
                process.out().print(terminfo.longName());
                return 0;
            }
            case "cols", "lines" -> {
                int size = terminal.map(it -> name.equals("cols") ? it.columns() : it.rows())
                        .filter(it -> it > 0)
                        .orElse(terminfo.number(name).orElse(name.equals("cols") ? 80 : 24));
                process.out().println(Integer.toString(size));
                return 0;
            }
            default -> {}
        }
        if (terminfo.string(name).isPresent()) {
            process.out().write(Text.bytes(Parameters.fill(terminfo.string(name).get(), values)));
            return 0;
        }
        if (terminfo.number(name).isPresent()) {
            process.out().println(Integer.toString(terminfo.number(name).get()));
            return 0;
        }
        if (terminfo.flag(name)) {
            return 0;
        }
        if (Terminfo.knows(name)) {
            if (Terminfo.isNumber(name)) {
                process.out().println("-1");
                return 0;
            }
            return 1;
        }
        process.err().println(process.name() + ": unknown terminfo capability '" + name + "'");
        return UNKNOWN_CAPABILITY;
    }

    /** Standard output's terminal, or error's or input's. */
    static Optional<Terminal> terminal(Process process) {
        for (int fd : new int[] {1, 2, 0}) {
            try {
                Optional<Terminal> found = process.fd(fd).terminal();
                if (found.isPresent()) {
                    return found;
                }
            } catch (ErrnoException closed) {
                continue;
            }
        }
        return Optional.empty();
    }
}
