package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code clear(1)}: clears the screen. */
final class Clear implements Program {
    private final Getopt options = new Getopt("T:Vx");

    @Override
    public int run(Process process) throws IOException {
        try {
            Getopt.Parsed parsed = options.parse(process.argv());
            if (parsed.has("V")) {
                process.out().print(NcursesPrograms.VERSION);
                return 0;
            }
            if (!parsed.operands().isEmpty()) {
                NcursesPrograms.usage(process, "clear");
                return 1;
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
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            NcursesPrograms.usage(process, "clear");
            return 1;
        }
    }
}
