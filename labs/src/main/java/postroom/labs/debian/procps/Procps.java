package postroom.labs.debian.procps;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package procps that the lab has. */
public final class Procps {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.ofEntries(
            Map.entry("procps/free", new Free()),
            Map.entry("procps/kill", new Kill()),
            Map.entry("procps/pgrep", new Pgrep()),
            Map.entry("procps/ps", new Ps()),
            Map.entry("procps/pwdx", new Pwdx()),
            Map.entry("procps/sysctl", new Sysctl()),
            Map.entry("procps/top", new Top()),
            Map.entry("procps/uptime", new Uptime()),
            Map.entry("procps/vmstat", new Vmstat()),
            Map.entry("procps/watch", new Watch()));

    private Procps() {}
}
