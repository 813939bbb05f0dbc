package postroom.labs.debian.sed;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package sed. */
public final class SedPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("sed/sed", new Sed());

    private SedPrograms() {}
}
