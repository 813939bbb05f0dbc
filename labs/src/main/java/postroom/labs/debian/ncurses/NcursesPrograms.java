package postroom.labs.debian.ncurses;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** The programs of the package ncurses-bin. */
public final class NcursesPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("ncurses-bin/clear", new Clear(), "ncurses-bin/tput", new Tput(), "ncurses-bin/tset", new Tset());

    private NcursesPrograms() {}

    /** Clears the screen and, unless {@code keepHistory}, what was scrolled out of it. */
    static void clear(Process process, Terminfo terminfo, boolean keepHistory) throws IOException {
        send(process, terminfo.string("clear"));
        send(process, keepHistory ? Optional.empty() : terminfo.string("E3"));
    }

    static void send(Process process, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            process.out().write(Text.bytes(Parameters.fill(text.get())));
        }
    }
}
