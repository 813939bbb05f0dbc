package postroom.labs.fs;

import java.time.Instant;

/**
 * What {@code stat(2)} tells of a file.
 *
 * @param mode permission bits with set-uid, set-gid and sticky (07777)
 * @param links how many names the inode has
 * @param size in bytes; for a symbolic link the length of its target
 * @param stored bytes of disk in use by the content, in whole 4 KiB blocks
 * @param major device numbers, 0 for anything but a device
 * @param computed whether it is no file of the disk but one of the {@link ComputedFiles}
 */
public record Stat(
        int ino,
        FileType type,
        int mode,
        int uid,
        int gid,
        int links,
        long size,
        long stored,
        Instant mtime,
        Instant ctime,
        Instant atime,
        int major,
        int minor,
        boolean computed) {

    static Stat of(int ino, Inode inode) {
        Body.Device device = inode.body() instanceof Body.Device it ? it : new Body.Device(0, 0);
        long stored = inode.body() instanceof Content content ? content.stored() : 0;
        return new Stat(
                Math.abs(ino),
                inode.type(),
                inode.mode(),
                inode.uid(),
                inode.gid(),
                inode.links(),
                inode.size(),
                stored,
                instant(inode.mtime()),
                instant(inode.ctime()),
                instant(inode.atime()),
                device.major(),
                device.minor(),
                ino < 0);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** True for a folder. */
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    /** True for an ordinary file. */
    public boolean isFile() {
        return type == FileType.FILE;
    }

    /** The ten characters of {@code ls -l}: type and permissions. */
    public String modeString() {
        char[] out = new char[10];
        out[0] = type.letter();
        String letters = "rwxrwxrwx";
        for (int i = 0; i < 9; i++) {
            out[i + 1] = (mode & (0400 >> i)) != 0 ? letters.charAt(i) : '-';
        }
        special(out, 3, 04000, 's');
        special(out, 6, 02000, 's');
        special(out, 9, 01000, 't');
        return new String(out);
    }

    private void special(char[] out, int at, int bit, char letter) {
        if ((mode & bit) != 0) {
            out[at] = out[at] == 'x' ? letter : Character.toUpperCase(letter);
        }
    }
}
