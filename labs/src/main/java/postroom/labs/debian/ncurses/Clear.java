package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.host.Process;

/** {@code clear(1)}: clears the screen. */
final class Clear extends GetoptProgram {
    Clear() {
        super(new Getopt("T:Vx"));
    }

    @Override
    protected int misused(Process process) throws IOException {
        NcursesPrograms.usage(process, "clear");
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.out().print(NcursesPrograms.VERSION);
            return 0;
        }
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
