package postroom.labs.debian.nano;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package nano. */
public final class NanoPackage {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of("nano/nano", new Nano());

    private NanoPackage() {}
}
