package postroom.labs.debian.coreutils;

import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/**
 * A file as {@code ls} knows it.
 *
 * @param stat null if it could not be asked for
 * @param target where a symbolic link points, null for anything else
 * @param targetStat of what the link leads to, null if it leads nowhere
 */
record LsEntry(String name, String shown, Stat stat, String target, Stat targetStat) {

    static LsEntry of(Call call, LsOptions options, String name, Stat stat, String path) {
        String target = null;
        Stat targetStat = null;
        if (stat.type() == FileType.SYMLINK) {
            try {
                target = call.files().readlink(path);
                targetStat = call.files().stat(path);
            } catch (ErrnoException dangling) {
                targetStat = null;
            }
        }
        return new LsEntry(name, options.quoted(name), stat, target, targetStat);
    }

    static LsEntry unknown(LsOptions options, String name) {
        return new LsEntry(name, options.quoted(name), null, null, null);
    }

    /** Blocks of 1 KiB. */
    long blocks() {
        return stat == null || stat.isDirectory() && stat.stored() == 0 ? 0 : stat.stored() / 1024;
    }
}
