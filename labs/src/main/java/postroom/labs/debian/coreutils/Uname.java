package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code uname(1)}: the names of the system. */
public final class Uname extends GnuProgram {
    /** The kernel's release. */
    public static final String RELEASE = "6.1.0-18-amd64";

    /** The kernel's build. */
    public static final String VERSION = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)";

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
        add(parts, all || call.has("r"), RELEASE);
        add(parts, all || call.has("v"), VERSION);
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
