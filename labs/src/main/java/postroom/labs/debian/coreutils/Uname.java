package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.host.Kernel;

/** {@code uname(1)}: the names of the system. */
public final class Uname extends GnuProgram {
    Uname() {
        super(
                "asnrvmpio",
                "all",
                "a",
                "kernel-name",
                "s",
                "sysname",
                "s",
                "nodename",
                "n",
                "kernel-release",
                "r",
                "release",
                "r",
                "kernel-version",
                "v",
                "machine",
                "m",
                "processor",
                "p",
                "hardware-platform",
                "i",
                "operating-system",
                "o");
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(0);
        boolean all = call.has("a");
        List<String> parts = new ArrayList<>();
        add(parts, all || call.has("s") || call.options().isEmpty(), "Linux");
        add(parts, all || call.has("n"), call.process().host().name());
        add(parts, all || call.has("r"), Kernel.RELEASE);
        add(parts, all || call.has("v"), Kernel.VERSION);
        add(parts, all || call.has("m"), "x86_64");
        add(parts, call.has("p"), "unknown");
        add(parts, call.has("i"), "unknown");
        add(parts, all || call.has("o"), "GNU/Linux");
        call.print(String.join(" ", parts) + "\n");
        return 0;
    }

    private static void add(List<String> parts, boolean wanted, String part) {
        if (wanted) {
            parts.add(part);
        }
    }
}
