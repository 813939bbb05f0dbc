package postroom.labs.debian.hostname;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code hostname}. */
public final class HostnamePackage {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("hostname/hostname", new Hostname());

    private HostnamePackage() {}
}
