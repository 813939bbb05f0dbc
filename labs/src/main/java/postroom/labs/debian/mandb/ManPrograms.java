package postroom.labs.debian.mandb;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package man-db. */
public final class ManPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("man-db/man", new Man(), "man-db/whatis", new Whatis());

    private ManPrograms() {}
}
