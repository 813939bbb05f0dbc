package postroom.labs.debian.bsdutils;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code bsdutils}. */
public final class BsdutilsPackage {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "bsdutils/logger",
            new Logger(),
            "bsdutils/renice",
            new Renice(),
            "bsdutils/script",
            new Script(),
            "bsdutils/wall",
            new Wall());

    private BsdutilsPackage() {}
}
