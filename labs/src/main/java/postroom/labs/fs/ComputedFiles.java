package postroom.labs.fs;

import java.util.List;
import postroom.labs.io.ErrnoException;

/**
 * A file system whose files are worked out at the moment when somebody looks ({@code proc(5)}). It keeps nothing on the
 * disk, and nobody can make, move or remove files in it.
 *
 * <p>Files are known by negative numbers, which a disk never gives to its own. {@code caller} is the process that asks, 0
 * if none does.
 */
public interface ComputedFiles {
    /** The number of the folder at the top. */
    int ROOT = -1;

    /**
     * What is known of a file without looking into it.
     *
     * @param mode permission bits
     */
    record Node(FileType type, int mode, int uid, int gid, int links, long size) {}

    /** The name, in the root folder of the disk, of the folder where these files are to be seen. */
    String mountPoint();

    /** The file of a number; null when it has gone, as those of a process that has ended. */
    Node node(int number);

    /** The number of a name in a folder; 0 if there is no such name. */
    int lookup(int folder, String name, int caller);

    /** The names in a folder, in the order of {@code readdir(3)}. */
    List<DirectoryEntry> list(int folder) throws ErrnoException;

    /** Where a symbolic link points, for somebody who may know; {@code EACCES} otherwise. */
    String target(int link, Credentials who, int caller) throws ErrnoException;

    /**
     * What a link leads to that names no path but stands for an open file: a pipe's or a socket's number.
     *
     * @return 0 if the way goes on at the link's target
     */
    int behind(int link);

    /** The content of a file, for somebody who may read it. */
    byte[] read(int file, Credentials who, int caller) throws ErrnoException;

    /** Gives a file that may be written a new content: one of the kernel's settings. */
    void write(int file, byte[] content, Credentials who) throws ErrnoException;
}
