package postroom.labs.debian.debconf;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code debconf}. */
public final class DebconfPackage {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "debconf/debconf-show", new DebconfShow(),
            "debconf/debconf-set-selections", new DebconfSetSelections(),
            "debconf/debconf-communicate", new DebconfCommunicate(),
            "debconf/dpkg-reconfigure", new DpkgReconfigure());

    private DebconfPackage() {}
}
