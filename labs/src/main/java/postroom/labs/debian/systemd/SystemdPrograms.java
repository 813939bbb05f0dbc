package postroom.labs.debian.systemd;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of packages systemd and init-system-helpers that the lab has. */
public final class SystemdPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "systemd/systemctl", new Systemctl(),
            "systemd/journalctl", new Journalctl(),
            "init-system-helpers/service", new ServiceCommand());

    private SystemdPrograms() {}
}
