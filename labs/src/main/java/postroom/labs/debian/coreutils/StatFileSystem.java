package postroom.labs.debian.coreutils;

import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.host.Memory;
import postroom.labs.io.ErrnoException;

/** {@code stat -f}: the file system on which a file lies. */
record StatFileSystem(String name, String type, long magic, String id, DiskUse use) {
    private static final int BLOCK = 4096;
    private static final Map<String, Long> MAGIC = Map.of(
            "overlayfs", 0x794c7630L, "proc", 0x9fa0L, "sysfs", 0x62656572L, "tmpfs", 0x01021994L, "devpts", 0x1cd1L);

    static StatFileSystem of(Call call, String name) throws ErrnoException {
        Mounts.Mount mount = Mounts.of(call.files().canonical(name));
        String type = mount.type().equals("overlay") ? "overlayfs" : mount.type();
        DiskUse use = switch (mount.type()) {
            case "overlay" -> DiskUse.of(call.process().host());
            case "tmpfs" -> {
                long blocks = Memory.of(call.process().host()).total() / 2 / (BLOCK / 1024);
                yield new DiskUse(blocks, blocks, blocks, blocks - 1);
            }
            default -> new DiskUse(0, 0, 0, 0);
        };
        String id = type.equals("overlayfs")
                ? "1b9e2b8fad8a2d20"
                : Integer.toHexString(70 + Mounts.ALL.indexOf(mount)) + "00000000";
        return new StatFileSystem(name, type, MAGIC.get(type), id, use);
    }

    String text() {
        return "  File: \"" + name + "\"\n    ID: " + String.format("%-8s Namelen: %-7d Type: %s\n", id, 255, type)
                + String.format("Block size: %-10d Fundamental block size: %d\n", BLOCK, BLOCK)
                + String.format(
                        "Blocks: Total: %-10d Free: %-10d Available: %d\n", use.blocks(), use.free(), use.free())
                + String.format("Inodes: Total: %-10d Free: %d\n", use.inodes(), use.freeInodes());
    }

    String terse() {
        return format("%n %i %l %t %s %S %b %f %a %c %d") + "\n";
    }

    /** The format of {@code -c}, with the letters that stand for file systems. */
    String format(String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
            } else {
                out.append(value(format.charAt(++i)));
            }
        }
        return out.toString();
    }

    private String value(char letter) {
        return switch (letter) {
            case 'n' -> name;
            case 'i' -> id;
            case 'l' -> "255";
            case 't' -> Long.toHexString(magic);
            case 'T' -> type;
            case 's', 'S' -> Integer.toString(BLOCK);
            case 'b' -> Long.toString(use.blocks());
            case 'f', 'a' -> Long.toString(use.free());
            case 'c' -> Long.toString(use.inodes());
            case 'd' -> Long.toString(use.freeInodes());
            case '%' -> "%";
            default -> "?";
        };
    }
}
