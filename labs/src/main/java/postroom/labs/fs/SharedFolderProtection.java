package postroom.labs.fs;

/**
 * The kernel's settings that guard folders which all may write ({@code fs.protected_*}, {@code proc_sys_fs(5)}).
 *
 * @param hardlinks 1: only files that one owns, or may read and write, get a second name
 * @param symlinks 1: in a sticky folder for all, links are followed only if they are one's own or the folder's owner's
 * @param regular 1: in such a folder {@code O_CREAT} does not open files of others; 2: nor in folders for a group
 * @param fifos the same for FIFOs
 */
public record SharedFolderProtection(int hardlinks, int symlinks, int regular, int fifos) {
    /** As the host has them: hard links are guarded. */
    public static final SharedFolderProtection USUAL = new SharedFolderProtection(1, 0, 0, 0);

    private static final int WRITABLE_BY_ALL = 0002;
    private static final int WRITABLE_BY_GROUP = 0020;

    /** Whether a link in a folder is followed. */
    boolean follows(Inode folder, Inode link, Credentials who) {
        boolean shared = (folder.mode() & Permissions.STICKY) != 0 && (folder.mode() & WRITABLE_BY_ALL) != 0;
        return symlinks == 0 || !shared || link.uid() == who.uid() || link.uid() == folder.uid();
    }

    /** Whether {@code O_CREAT} opens what is there already in a folder; what is neither file nor FIFO is always guarded. */
    boolean opens(Inode folder, Inode there, Credentials who) {
        int level = switch (there.type()) {
            case FILE -> regular;
            case FIFO -> fifos;
            default -> 1;
        };
        boolean sticky = (folder.mode() & Permissions.STICKY) != 0;
        boolean forAll = (folder.mode() & WRITABLE_BY_ALL) != 0;
        boolean forGroup = level >= 2 && (folder.mode() & WRITABLE_BY_GROUP) != 0;
        boolean foreign = there.uid() != folder.uid() && there.uid() != who.uid();
        return level == 0 || !sticky || !foreign || !forAll && !forGroup;
    }

    /** Whether a file may get another name. */
    boolean links(Inode file, Credentials who) {
        if (hardlinks == 0 || who.isRoot() || file.uid() == who.uid()) {
            return true;
        }
        boolean risky = (file.mode() & Permissions.SET_UID) != 0
                || (file.mode() & Permissions.SET_GID) != 0 && (file.mode() & 0010) != 0;
        return file.type() == FileType.FILE
                && !risky
                && Permissions.allowed(file, who, Permissions.READ | Permissions.WRITE);
    }
}
