package postroom.labs.debian.login;

import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code users(1)}: who is logged in by utmp, where the terminals of these hosts are not entered: nobody. */
final class Users extends GnuProgram {
    Users() {
        super("");
    }

    @Override
    protected int run(Call call) {
        call.atMost(1);
        return 0;
    }
}
