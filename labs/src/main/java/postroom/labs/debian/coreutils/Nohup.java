package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Running;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** {@code nohup(1)}: runs a program that goes on when the terminal is gone. */
final class Nohup extends GnuProgram {
    Nohup() {
        super(Suite.COREUTILS, 125, "+");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        Process process = call.process();
        boolean in = process.fd(0).terminal().isPresent();
        boolean out = process.fd(1).terminal().isPresent();
        boolean err = process.fd(2).terminal().isPresent();
        if (in) {
            process.fd(0, process.open("/dev/null", EnumSet.of(Open.READ), 0));
        }
        if (out) {
            call.warn((in ? "ignoring input and " : "") + "appending output to " + Quoting.always("nohup.out"));
            process.fd(1, process.open("nohup.out", EnumSet.of(Open.WRITE, Open.CREATE, Open.APPEND), 0600));
        } else if (in) {
            call.warn("ignoring input" + (err ? " and redirecting stderr to stdout" : ""));
        }
        if (err) {
            process.fd(2, process.fd(1).retain());
        }
        process.disposition(Signal.HUP, Process.Disposition.IGNORE, null);
        return Running.become(
                call,
                call.operands(),
                "failed to run command " + Quoting.locale(call.operands().get(0)) + ": ");
    }
}
