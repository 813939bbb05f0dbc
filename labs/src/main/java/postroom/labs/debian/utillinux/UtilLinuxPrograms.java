package postroom.labs.debian.utillinux;

import java.util.Map;
import postroom.labs.host.Program;

/** Tools of util-linux: of its packages util-linux and bsdextrautils. */
public final class UtilLinuxPrograms {
    /** By their ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS = Map.ofEntries(
            Map.entry("bsdextrautils/col", new Col()),
            Map.entry("bsdextrautils/colrm", new Colrm()),
            Map.entry("bsdextrautils/column", new Column()),
            Map.entry("bsdextrautils/hexdump", new Hexdump()),
            Map.entry("bsdextrautils/look", new Look()),
            Map.entry("bsdextrautils/write", new Write()),
            Map.entry("util-linux/dmesg", new Dmesg()),
            Map.entry("util-linux/findmnt", new Findmnt()),
            Map.entry("util-linux/ionice", new Ionice()),
            Map.entry("util-linux/lsblk", new Lsblk()),
            Map.entry("util-linux/lscpu", new Lscpu()),
            Map.entry("util-linux/mesg", new Mesg()),
            Map.entry("util-linux/mountpoint", new Mountpoint()),
            Map.entry("util-linux/flock", new Flock()),
            Map.entry("util-linux/getopt", new Getopt()),
            Map.entry("util-linux/mcookie", new Mcookie()),
            Map.entry("util-linux/namei", new Namei()),
            Map.entry("util-linux/rename.ul", new Rename()),
            Map.entry("util-linux/rev", new Rev()),
            Map.entry("util-linux/setsid", new Setsid()),
            Map.entry("util-linux/whereis", new Whereis()));

    private UtilLinuxPrograms() {}
}
