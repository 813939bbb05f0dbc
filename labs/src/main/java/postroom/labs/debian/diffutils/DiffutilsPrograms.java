package postroom.labs.debian.diffutils;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package diffutils. */
public final class DiffutilsPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("diffutils/cmp", new Cmp(), "diffutils/diff", new Diff(), "diffutils/sdiff", new Sdiff());

    private DiffutilsPrograms() {}
}
