package postroom.labs.debian.apt;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package apt, by the ids in its manifest. */
public final class AptPrograms {
    /** All of them. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "apt/apt", new AptGet("apt"),
            "apt/apt-get", new AptGet("apt-get"),
            "apt/apt-cache", new AptCache(),
            "apt/apt-mark", new AptMark(),
            "apt/apt-config", new AptConfig());

    private AptPrograms() {}
}
