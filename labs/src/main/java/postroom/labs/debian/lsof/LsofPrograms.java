package postroom.labs.debian.lsof;

import java.util.Map;
import postroom.labs.host.Program;

/** Debian's package lsof. */
public final class LsofPrograms {
    /** Its programs. */
    public static final Map<String, Program> PROGRAMS = Map.of("lsof/lsof", new Lsof());

    private LsofPrograms() {}
}
