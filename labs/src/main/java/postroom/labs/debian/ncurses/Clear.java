package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.host.Process;

/** {@code clear(1)}: clears the screen. */
final class Clear extends NcursesProgram {
    Clear() {
        super("clear", 1, "T:Vx");
    }

    @Override
    int act(Process process, Getopt.Parsed parsed) throws IOException {
        if (!parsed.operands().isEmpty()) {
            return misused(process);
        }
        String type = parsed.value("T", process.environment().get("TERM"));
        if (type == null) {
            process.err().println("TERM environment variable not set.");
            return 1;
        }
        Optional<Terminfo> terminfo = Terminfo.of(type);
        if (terminfo.isEmpty()) {
            process.err().println("'" + type + "': unknown terminal type.");
            return 1;
        }
        NcursesPrograms.clear(process, terminfo.get(), parsed.has("x"));
        return terminfo.get().string("clear").isPresent() ? 0 : 1;
    }
}
