package postroom.labs.debian.bsdutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code wall(1)}: writes a message to all who are logged in. By utmp nobody is, so it is read and goes to nobody. */
final class Wall extends GnuProgram {
    Wall() {
        super(Suite.UTIL_LINUX, 1, "g:nt:hV", "group=", "g", "nobanner", "n", "timeout=", "t");
    }

    @Override
    protected int run(Call call) throws IOException {
        String timeout = call.value("t", "1");
        if (!timeout.matches("[1-9][0-9]{0,8}")) {
            throw Failure.of(1, "invalid timeout argument: " + timeout);
        }
        if (call.operands().isEmpty()) {
            call.process().in().readAllBytes();
        }
        return 0;
    }
}
