package postroom.labs.debian.mawk;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of the package mawk. */
public final class MawkPrograms {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("mawk/mawk", new Mawk());

    private MawkPrograms() {}
}
