package postroom.labs.debian.procps;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package procps that the lab has. */
public final class Procps {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "procps/ps", new Ps(),
            "procps/pgrep", new Pgrep(),
            "procps/kill", new Kill(),
            "procps/top", new Top(),
            "procps/watch", new Watch());

    private Procps() {}
}
