package postroom.web.mailserver;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Both sides of a mirror, and what they were when they were last the same: by that it is known which side has changed
 * since. What was renamed on one side is renamed on the other, so that nobody there misses it for a moment.
 */
final class Sides {
    /** The end of names of files that are being written. */
    static final String PART = ".postroom-part";

    private final FileAccess disk;
    private final String place;
    private final RealFolder real;
    private final TreeMap<String, Same> kept = new TreeMap<>();
    private final Map<Integer, String> byInode = new HashMap<>();
    private final Map<Object, String> byKey = new HashMap<>();

    /** What both sides were. */
    private record Same(Stat disk, RealFolder.State real) {}

    Sides(FileAccess disk, String place, RealFolder real) {
        this.disk = disk;
        this.place = place;
        this.real = real;
    }

    private String inLab(String path) {
        return path.isEmpty() ? place : place + "/" + path;
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private Optional<Stat> onDisk(String path) throws ErrnoException {
        try {
            Stat stat = disk.lstat(inLab(path));
            return stat.isDirectory() || stat.isFile() ? Optional.of(stat) : Optional.empty();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean same(Stat one, Stat other) {
        return one.ino() == other.ino()
                && (one.isDirectory()
                        || one.size() == other.size() && one.mtime().equals(other.mtime()));
    }

    /** Whether a path that was the same on both sides is missing on one. */
    boolean isGoneOnOneSide(String path) {
        try {
            return kept.containsKey(path)
                    && (onDisk(path).isEmpty() || real.state(path).isEmpty());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Makes a path, with all below it, the same on both sides. */
    void settle(String path) throws IOException {
        Optional<Stat> lab = onDisk(path);
        Optional<RealFolder.State> here = real.state(path);
        Same before = kept.get(path);
        if (path.isEmpty()) {
            settleNames(path, true);
        } else if (lab.isPresent() ? before == null || !same(before.disk, lab.get()) : before != null) {
            export(path, lab, here);
        } else if (here.isPresent() ? before == null || !before.real.same(here.get()) : before != null) {
            take(path, here, lab);
        }
    }

    private void settleNames(String path, boolean both) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (DirectoryEntry each : disk.list(inLab(path))) {
            names.add(each.name());
        }
        if (both) {
            names.addAll(real.names(path));
            kept.keySet().forEach(each -> names.add(each.replaceFirst("/.*", "")));
        }
        for (String each : names) {
            settle(below(path, each));
            if (both && kept.containsKey(each) && kept.get(each).disk.isDirectory()) {
                settleDeep(each);
            }
        }
    }

    /** Looks at everything again, since changes were missed. */
    private void settleDeep(String folder) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        disk.list(inLab(folder)).forEach(each -> names.add(each.name()));
        names.addAll(real.names(folder));
        for (String name : names) {
            String path = below(folder, name);
            settle(path);
            if (kept.containsKey(path) && kept.get(path).disk.isDirectory()) {
                settleDeep(path);
            }
        }
    }

    /** The lab's side has changed. */
    private void export(String path, Optional<Stat> lab, Optional<RealFolder.State> here) throws IOException {
        if (lab.isEmpty()) {
            for (String each : List.copyOf(under(path))) {
                settle(each);
            }
            forget(path);
            real.forget(path);
            real.delete(path);
            return;
        }
        Stat stat = lab.get();
        boolean moved = here.isEmpty() && moveReal(path, stat);
        if (stat.isDirectory()) {
            if (!moved && here.isEmpty()) {
                real.makeFolder(path);
            }
            keep(path, stat);
            real.watch(path);
            settleNames(path, false);
            for (String each : List.copyOf(under(path))) {
                settle(each);
            }
        } else {
            Same now = kept.get(path);
            if (!moved || now == null || !same(now.disk, stat)) {
                real.write(path, disk.readAll(inLab(path)), stat.mtime());
            }
            keep(path, stat);
        }
    }

    /** If the lab has renamed it, renames it here. */
    private boolean moveReal(String path, Stat stat) throws IOException {
        String old = byInode.get(stat.ino());
        if (old == null
                || old.equals(path)
                || onDisk(old).isPresent()
                || real.state(old).isEmpty()) {
            return false;
        }
        real.move(old, path);
        rename(old, path);
        return true;
    }

    /** This machine's side has changed. */
    private void take(String path, Optional<RealFolder.State> here, Optional<Stat> lab) throws IOException {
        if (here.isEmpty()) {
            for (String each : List.copyOf(under(path))) {
                settle(each);
            }
            forget(path);
            real.forget(path);
            if (lab.isPresent() && lab.get().isDirectory()) {
                disk.rmdir(inLab(path));
            } else if (lab.isPresent()) {
                disk.unlink(inLab(path));
            }
            return;
        }
        boolean moved = lab.isEmpty() && moveInLab(path, here.get());
        if (here.get().isFolder()) {
            if (!moved && lab.isEmpty()) {
                disk.mkdir(inLab(path), 0700);
            }
            keep(path, disk.lstat(inLab(path)));
            real.watch(path);
            for (String name : real.names(path)) {
                settle(below(path, name));
            }
        } else {
            if (!moved || !kept.get(path).real.equals(here.get())) {
                write(path, here.get());
            }
            keep(path, disk.lstat(inLab(path)), here.get());
        }
    }

    private boolean moveInLab(String path, RealFolder.State here) throws IOException {
        String old = byKey.get(here.key());
        if (old == null
                || old.equals(path)
                || real.state(old).isPresent()
                || onDisk(old).isEmpty()) {
            return false;
        }
        disk.rename(inLab(old), inLab(path));
        rename(old, path);
        return true;
    }

    private void write(String path, RealFolder.State here) throws IOException {
        String part = place + "/" + PART;
        disk.writeAll(part, real.read(path));
        disk.chmod(part, 0600);
        disk.utimes(part, here.mtime(), here.mtime());
        disk.rename(part, inLab(path));
    }

    private List<String> under(String path) {
        return List.copyOf(kept.subMap(path + "/", path + "0").keySet());
    }

    private void keep(String path, Stat lab) throws IOException {
        Optional<RealFolder.State> here = real.state(path);
        if (here.isPresent()) {
            keep(path, lab, here.get());
        }
    }

    private void keep(String path, Stat lab, RealFolder.State here) {
        kept.put(path, new Same(lab, here));
        byInode.put(lab.ino(), path);
        byKey.put(here.key(), path);
    }

    private void forget(String path) {
        Same gone = kept.remove(path);
        if (gone != null) {
            byInode.remove(gone.disk.ino(), path);
            byKey.remove(gone.real.key(), path);
        }
    }

    private void rename(String from, String to) {
        for (String each : under(from)) {
            renameOne(each, to + each.substring(from.length()));
        }
        renameOne(from, to);
        real.forget(from);
    }

    private void renameOne(String from, String to) {
        Same same = kept.get(from);
        forget(from);
        keep(to, same.disk, same.real);
    }
}
