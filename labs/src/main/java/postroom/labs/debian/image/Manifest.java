package postroom.labs.debian.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What a package (or the installation of a base) puts on the disk: a resource of one line a file.
 *
 * <pre>
 * TYPE MODE OWNER:GROUP PATH [DETAIL]
 * dir  0755 root:root   /etc
 * file 0644 root:root   /etc/hosts                 the content is the resource files/etc/hosts beside the manifest
 * touch 0644 root:root   /etc/motd                 an empty file
 * link 0777 root:root   /bin       usr/bin         a symbolic link and its target
 * exec 4755 root:root   /usr/bin/su util-linux/su  an executable, and the program that it names
 * alt  0777 root:root   /usr/bin/nc /bin/nc.openbsd  a choice of update-alternatives(1): two links, no package's file
 * char 0666 root:root   /dev/null  1:3             a character device, major and minor number
 * home 0750 carla:carla /home/carla                a folder, with what /etc/skel holds in it
 * </pre>
 *
 * <p>Paths are those behind the links /bin, /sbin and /lib. Empty lines and lines that begin with {@code #} say nothing.
 */
public record Manifest(List<Line> lines) {

    /** The kinds of line. */
    public enum Type {
        DIR,
        FILE,
        TOUCH,
        LINK,
        EXEC,
        ALT,
        CHAR,
        HOME
    }

    /**
     * One file.
     *
     * @param mode permission bits, 07777
     * @param detail what the type needs besides: target, program, device numbers; else empty
     */
    public record Line(Type type, int mode, String owner, String group, String path, String detail) {}

    public static final Manifest EMPTY = new Manifest(List.of());

    /**
     * Reads a manifest.
     *
     * @throws IllegalArgumentException with the line's number, if one cannot be read
     */
    public static Manifest parse(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String each : text.split("\n", -1)) {
            number++;
            if (!each.isBlank() && !each.startsWith("#")) {
                lines.add(parseLine(each, number));
            }
        }
        return new Manifest(List.copyOf(lines));
    }

    private static Line parseLine(String line, int number) {
        String[] field = line.trim().split("\\s+");
        if (field.length < 4 || field.length > 5) {
            throw new IllegalArgumentException("line " + number + " has " + field.length + " fields");
        }
        int colon = field[2].indexOf(':');
        if (colon < 1 || !field[3].startsWith("/")) {
            throw new IllegalArgumentException("line " + number + " lacks an owner or a path");
        }
        try {
            Type type = Type.valueOf(field[0].toUpperCase(java.util.Locale.ROOT));
            boolean needsDetail = type == Type.LINK || type == Type.EXEC || type == Type.ALT || type == Type.CHAR;
            if (needsDetail != (field.length == 5)) {
                throw new IllegalArgumentException("line " + number + ": too few or too many fields for " + field[0]);
            }
            return new Line(
                    type,
                    Integer.parseInt(field[1], 8),
                    field[2].substring(0, colon),
                    field[2].substring(colon + 1),
                    field[3],
                    needsDetail ? field[4] : "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }
}
