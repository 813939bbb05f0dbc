package postroom.labs.debian.login;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code who(1)}: who is logged in by utmp, where the terminals of these hosts are not entered: nobody. */
public final class Who extends GnuProgram {
    /** The program. */
    public Who() {
        super(
                "abdlmpqrstuwHT",
                "all",
                "a",
                "boot",
                "b",
                "count",
                "q",
                "dead",
                "d",
                "heading",
                "H",
                "login",
                "l",
                "lookup",
                "lookup",
                "message",
                "w",
                "mesg",
                "w",
                "process",
                "p",
                "runlevel",
                "r",
                "short",
                "s",
                "time",
                "t",
                "users",
                "u",
                "writable",
                "w");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(2);
        if (call.has("q")) {
            call.print("\n# users=0\n");
        } else if (call.has("H")) {
            call.print("NAME     LINE         TIME             COMMENT\n");
        }
        return 0;
    }
}
