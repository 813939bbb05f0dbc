package postroom.labs.debian.mount;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of Debian package {@code mount}. */
public final class MountPrograms {
    /** By the ids in its manifest. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("mount/mount", new Mount(), "mount/umount", new Umount());

    private MountPrograms() {}
}
