package postroom.labs.fs;

/**
 * One change of a tree. Everything that ever happens to a disk is a sequence of these: the same values change the tree
 * in memory, are appended to the journal, and are applied again when a lab is loaded.
 */
sealed interface Edit {
    /** The inode's whole state except the bytes of a file and the entries of a directory, which stay. */
    record Put(int ino, Inode inode) implements Edit {}

    /** A directory entry; {@code ino} 0 takes it away. */
    record Entry(int directory, String name, int ino) implements Edit {}

    /** Bytes written to a file. */
    record Write(int ino, long position, byte[] bytes) implements Edit {}

    /** A new size of a file. */
    record Truncate(int ino, long size) implements Edit {}

    /** The inode is gone. */
    record Drop(int ino) implements Edit {}
}
