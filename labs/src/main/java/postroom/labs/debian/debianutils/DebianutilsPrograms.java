package postroom.labs.debian.debianutils;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package debianutils, and the {@code clear(1)} of ncurses-bin, which is one line. */
public final class DebianutilsPrograms {
    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("debianutils/run-parts", new RunParts(), "debianutils/which.debianutils", new Which());

    private DebianutilsPrograms() {}
}
