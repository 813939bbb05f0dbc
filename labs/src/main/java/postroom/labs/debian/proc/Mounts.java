package postroom.labs.debian.proc;

import java.util.List;
import java.util.stream.Collectors;

/** What is mounted where on a host ({@code proc(5)}, {@code fstab(5)}): the same on each, and for good. */
public final class Mounts {
    /**
     * One mounted file system.
     *
     * @param options as in {@code /proc/mounts}, separated by commas
     */
    public record Mount(String source, String target, String type, String options) {}

    /** All of them, in the order in which they were mounted. */
    public static final List<Mount> ALL = List.of(
            new Mount("overlay", "/", "overlay", "rw,relatime"),
            new Mount("proc", "/proc", "proc", "rw,nosuid,nodev,noexec,relatime"),
            new Mount("sysfs", "/sys", "sysfs", "ro,nosuid,nodev,noexec,relatime"),
            new Mount("dev", "/dev", "tmpfs", "rw,nosuid,relatime,mode=755"),
            new Mount("devpts", "/dev/pts", "devpts", "rw,relatime,gid=5,mode=620,ptmxmode=666"),
            new Mount("shm", "/dev/shm", "tmpfs", "rw,nosuid,nodev,relatime"));

    private static final int FIRST_ID = 70;

    private Mounts() {}

    /** The file system on which a canonical path lies. */
    public static Mount of(String path) {
        Mount best = ALL.get(0);
        for (Mount each : ALL) {
            boolean below = path.equals(each.target) || path.startsWith(each.target + "/");
            if (below && each.target.length() > best.target.length()) {
                best = each;
            }
        }
        return best;
    }

    /** Those of the types that are named, separated by commas; all for an empty text or one that names none of them. */
    public static List<Mount> ofTypes(String types) {
        boolean not = types.startsWith("no");
        List<String> named = List.of(types.substring(not ? 2 : 0).split(","));
        return types.isEmpty()
                ? ALL
                : ALL.stream().filter(it -> named.contains(it.type) != not).toList();
    }

    /** {@code /proc/self/mounts}. */
    static String table() {
        return ALL.stream()
                .map(it -> it.source + " " + it.target + " " + it.type + " " + it.options + " 0 0\n")
                .collect(Collectors.joining());
    }

    /** {@code /proc/self/mountinfo}. */
    static String info() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < ALL.size(); i++) {
            Mount it = ALL.get(i);
            int parent = i == 0 ? FIRST_ID - 1 : it.target.startsWith("/dev/") ? FIRST_ID + 3 : FIRST_ID;
            String own = it.options.substring(0, it.options.indexOf("relatime") + "relatime".length());
            String rest = it.options.substring(own.length());
            out.append(FIRST_ID + i).append(' ').append(parent).append(" 0:").append(FIRST_ID + i);
            out.append(" / ")
                    .append(it.target)
                    .append(' ')
                    .append(own)
                    .append(" - ")
                    .append(it.type);
            out.append(' ')
                    .append(it.source)
                    .append(' ')
                    .append(own, 0, 2)
                    .append(rest)
                    .append('\n');
        }
        return out.toString();
    }
}
