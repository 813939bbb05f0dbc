package postroom.labs.debian.adduser;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package adduser. */
public final class AdduserPrograms {
    /** By id. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("adduser/adduser", new Adduser(), "adduser/deluser", new Deluser());

    private AdduserPrograms() {}
}
