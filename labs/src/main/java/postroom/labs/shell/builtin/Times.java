package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code times}: processor time of the shell, and of its children, which the lab does not add up. */
final class Times implements Builtin {
    @Override
    public String name() {
        return "times";
    }

    @Override
    public String synopsis() {
        return "times";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        long millis = shell.process().cpuNanos() / 1_000_000;
        if (shell.isDash()) {
            String seconds = String.format("%d.%06ds", millis % 60_000 / 1000, millis % 1000 * 1000);
            shell.out(millis / 60_000 + "m" + seconds + " 0m0.000000s\n0m0.000000s 0m0.000000s\n");
            return 0;
        }
        String own = millis / 60_000 + "m" + millis % 60_000 / 1000 + "." + String.format("%03ds", millis % 1000);
        shell.out(own + " 0m0.000s\n0m0.000s 0m0.000s\n");
        return 0;
    }
}
