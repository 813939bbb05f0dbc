package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.io.InputStream;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;

/** {@code dircolors(1)}: the command that sets {@code LS_COLORS}. */
final class Dircolors extends GnuProgram {
    Dircolors() {
        super("bcp", "sh", "b", "bourne-shell", "b", "csh", "c", "c-shell", "c");
    }

    @Override
    protected int run(Call call) throws IOException {
        String colors = colors();
        boolean csh = call.has("c")
                || call.process().environment().getOrDefault("SHELL", "").endsWith("csh") && !call.has("b");
        call.print(csh ? "setenv LS_COLORS '" + colors + "'\n" : "LS_COLORS='" + colors + "';\nexport LS_COLORS\n");
        return 0;
    }

    private static String colors() throws IOException {
        try (InputStream in = Dircolors.class.getResourceAsStream("/postroom/labs/debian/coreutils/ls-colors")) {
            return String.join(
                            ":",
                            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                                    .strip()
                                    .split("\\s+"))
                    + ":";
        }
    }
}
