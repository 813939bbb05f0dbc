package postroom.labs.debian.login;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code logname(1)}: the log-in name by utmp. The terminals of these hosts are not entered there, so it has none. */
final class Logname extends GnuProgram {
    Logname() {
        super("");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(0);
        throw Failure.of(1, "no login name");
    }
}
