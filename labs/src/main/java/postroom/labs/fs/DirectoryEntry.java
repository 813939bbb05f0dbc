package postroom.labs.fs;

/** A name in a folder, as {@code readdir(3)} gives it. */
public record DirectoryEntry(String name, int ino, FileType type) {}
