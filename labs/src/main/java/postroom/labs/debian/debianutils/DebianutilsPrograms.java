package postroom.labs.debian.debianutils;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package debianutils, and the {@code clear(1)} of ncurses-bin, which is one line. */
public final class DebianutilsPrograms {
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("debianutils/which.debianutils", new Which(), "ncurses-bin/clear", process -> {
                process.out().print(CLEAR);
                return 0;
            });

    private DebianutilsPrograms() {}
}
