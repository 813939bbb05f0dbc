package postroom.labs.shell;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian's packages bash and dash. */
public final class ShellPrograms {
    /** By the id that their executable files carry. */
    public static final Map<String, Program> ALL = Map.of("bash/bash", new Bash(false), "dash/dash", new Bash(true));

    private ShellPrograms() {}
}
