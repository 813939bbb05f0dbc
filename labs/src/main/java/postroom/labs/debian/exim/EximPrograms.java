package postroom.labs.debian.exim;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Exim's packages, and their maintainer's scripts, by the ids in the manifests. */
public final class EximPrograms {
    /** All of them. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "exim/exim4", new EximCommand(),
            "exim/init", new InitScript(),
            "exim/update-exim4.conf", new UpdateConfiguration(),
            "exim4-config/config", new Questions(),
            "exim/config-postinst", new ConfigPostinst(),
            "exim/config-postrm", new ConfigPostrm(),
            "exim/base-postinst", new BasePostinst(),
            "exim/base-postrm", new BasePostrm(),
            "exim/daemon-postinst", new DaemonScript(true),
            "exim/daemon-prerm", new DaemonScript(false));

    private EximPrograms() {}
}
