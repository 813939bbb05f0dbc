package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.Terminal;

/** {@code tty(1)}: the terminal's name. */
final class Tty extends GnuProgram {
    Tty() {
        super(Suite.COREUTILS, 2, "s", "quiet", "s", "silent", "s");
    }

    @Override
    protected int run(Call call) throws IOException {
        Optional<Terminal> terminal = call.process().fd(0).terminal();
        if (!call.has("s")) {
            call.print(terminal.map(Terminal::device).orElse("not a tty") + "\n");
        }
        return terminal.isPresent() ? 0 : 1;
    }
}
