package postroom.labs.debian.dpkg;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code dpkg}. */
public final class DpkgPackage {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("dpkg/dpkg", new Dpkg(), "dpkg/dpkg-query", new DpkgQuery());

    private DpkgPackage() {}
}
