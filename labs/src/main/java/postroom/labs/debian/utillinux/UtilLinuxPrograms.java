package postroom.labs.debian.utillinux;

import java.util.Map;
import postroom.labs.host.Program;

/** Text tools of util-linux: of its packages util-linux and bsdextrautils. */
public final class UtilLinuxPrograms {
    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "util-linux/rev", new Rev(), "bsdextrautils/hexdump", new Hexdump(), "bsdextrautils/column", new Column());

    private UtilLinuxPrograms() {}
}
