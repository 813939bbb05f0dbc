package postroom.labs.debian.tar;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package tar. */
public final class TarPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("tar/tar", new Tar());

    private TarPrograms() {}
}
