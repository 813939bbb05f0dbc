package postroom.labs.debian.sudo;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code sudo}. */
public final class SudoPackage {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("sudo/sudo", new Sudo(), "sudo/visudo", new Visudo());

    private SudoPackage() {}
}
