package postroom.labs.debian.tar;

import java.time.Instant;

/**
 * One file in an archive.
 *
 * @param name without a slash at its end, unless that is how a folder is written
 * @param type the letter of the format: {@code 0} a file, {@code 1} a hard link, {@code 2} a symbolic link, {@code 3} a
 *     device, {@code 5} a folder, {@code 6} a named pipe
 * @param target what a link points to; empty for anything else
 */
record Member(
        String name,
        char type,
        int mode,
        int uid,
        int gid,
        String user,
        String group,
        Instant mtime,
        String target,
        byte[] content) {
    boolean isFolder() {
        return type == '5';
    }

    boolean isFile() {
        return type == '0';
    }

    Member renamed(String newName, String newTarget) {
        return new Member(newName, type, mode, uid, gid, user, group, mtime, newTarget, content);
    }
}
