package postroom.labs.debian.findutils;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package findutils. */
public final class FindutilsPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("findutils/find", new Find(), "findutils/xargs", new Xargs());

    private FindutilsPrograms() {}
}
