package postroom.labs.debian.psmisc;

import java.util.Map;
import postroom.labs.host.Program;

/** Programs of psmisc, and sysvinit-utils' that does the same work, as far as the lab has them. */
public final class PsmiscPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "psmisc/killall", new Killall(), "psmisc/pstree", new Pstree(), "sysvinit-utils/killall5", new Pidof());

    private PsmiscPrograms() {}
}
