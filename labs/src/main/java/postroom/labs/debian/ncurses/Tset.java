package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** {@code tset(1)}, and {@code reset(1)}, which is the same by another name: puts a terminal in order. */
final class Tset extends NcursesProgram {
    Tset() {
        super("tset", 1, "a:cd:e::Ii::k::m:p:qQrsVw");
    }

    @Override
    int act(Process process, Getopt.Parsed parsed) throws IOException {
        Optional<Terminal> terminal = Tput.terminal(process);
        if (terminal.isEmpty()) {
            process.err().println(process.name() + ": terminal attributes: No such device or address\n");
            return 1;
        }
        boolean reset = process.name().equals("reset");
        if (reset && terminal.get() instanceof Pty pty) {
            pty.termios(Termios.SANE);
        }
        String type = !parsed.operands().isEmpty()
                ? parsed.operands().get(0)
                : process.environment().getOrDefault("TERM", "unknown");
        Optional<Terminfo> terminfo = Terminfo.of(type);
        if (terminfo.isEmpty()) {
            process.err().println(process.name() + ": unknown terminal type " + type);
            return 1;
        }
        if (parsed.has("q")) {
            process.out().println(type);
            return 0;
        }
        if (!parsed.has("I")) {
            strings(process, terminfo.get(), reset);
        }
        if (parsed.has("r")) {
            process.err().println("Terminal type is " + type + ".");
        }
        if (parsed.has("s")) {
            process.out().println("TERM=" + type + ";");
        }
        return 0;
    }

    /** The strings that set a terminal up; where there is none for a reset, that of the initialisation is taken. */
    static void strings(Process process, Terminfo terminfo, boolean reset) throws IOException {
        for (String each : new String[] {"1", "2", "3"}) {
            Optional<String> own = terminfo.string("rs" + each);
            NcursesPrograms.send(process, reset && own.isPresent() ? own : terminfo.string("is" + each));
        }
    }
}
