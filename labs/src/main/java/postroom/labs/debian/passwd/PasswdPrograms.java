package postroom.labs.debian.passwd;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package passwd that the lab has. */
public final class PasswdPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of("passwd/useradd", new Useradd());

    private PasswdPrograms() {}
}
