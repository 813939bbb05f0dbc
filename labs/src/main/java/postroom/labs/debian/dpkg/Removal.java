package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Takes packages off the disk: {@code dpkg --remove}, which leaves what the host may have changed, and {@code --purge},
 * which does not. The package's own scripts are asked before and after.
 */
public final class Removal {
    private final Process process;
    private final DpkgStore store;
    private final FileAccess files;

    /** A removal on the host of a process that is root's. */
    public Removal(Process process, DpkgStore store) {
        this.process = process;
        this.store = store;
        this.files = process.files();
    }

    /** Removes an installed package; false if one of its scripts failed. */
    public boolean remove(String name) throws IOException {
        Stanza control = store.find(name).orElseThrow();
        process.out().println("Removing " + DpkgStore.binaryName(control) + " (" + control.line("Version") + ") ...");
        if (!script(control, "prerm", "remove")) {
            return false;
        }
        Set<String> conffiles = Set.copyOf(DpkgStore.conffiles(control));
        List<String> rest = new ArrayList<>();
        List<String> paths = store.paths(control);
        Set<String> others = ownedByOthers(control);
        for (int i = paths.size() - 1; i >= 0; i--) {
            String path = paths.get(i);
            if (conffiles.contains(path) || !delete(path, others)) {
                rest.add(0, path);
            }
        }
        if (!script(control, "postrm", "remove")) {
            return false;
        }
        boolean more = !conffiles.isEmpty() || files.exists(DpkgStore.info(control, "postrm"));
        forget(control, more ? List.of("list", "postrm") : List.of());
        if (more) {
            rest.removeIf(path -> (others.contains(path) || path.equals("/.")) && !leadsTo(path, conffiles));
            store.status(name, "deinstall ok config-files");
            store.paths(store.find(name).orElseThrow(), rest);
        } else {
            store.remove(name);
        }
        return true;
    }

    private static boolean leadsTo(String path, Set<String> conffiles) {
        return conffiles.stream().anyMatch(it -> it.equals(path) || it.startsWith(path + "/"));
    }

    /** Removes what is left of a package that was removed. */
    public void purge(String name) throws IOException {
        Stanza control = store.find(name).orElseThrow();
        process.out()
                .println("Purging configuration files for " + DpkgStore.binaryName(control) + " ("
                        + control.line("Version") + ") ...");
        for (String path : DpkgStore.conffiles(control)) {
            for (String suffix : List.of("", ".dpkg-old", ".dpkg-new", ".dpkg-dist")) {
                unlink(path + suffix);
            }
        }
        script(control, "postrm", "purge");
        List<String> paths = store.paths(control);
        Set<String> others = ownedByOthers(control);
        for (int i = paths.size() - 1; i >= 0; i--) {
            String path = paths.get(i);
            if (!delete(path, others) && !others.contains(path) && !path.equals("/.")) {
                process.err()
                        .println("dpkg: warning: while removing " + DpkgStore.binaryName(control) + ", directory '"
                                + path + "' not empty so not removed");
            }
        }
        forget(control, List.of());
        store.remove(name);
    }

    private boolean script(Stanza control, String kind, String action) throws IOException {
        String path = DpkgStore.info(control, kind);
        return !files.exists(path) || new Script(process).run(path, action) == 0;
    }

    private Set<String> ownedByOthers(Stanza control) {
        Set<String> paths = new HashSet<>();
        for (Stanza each : store.all()) {
            if (!each.line("Package").equals(control.line("Package"))) {
                paths.addAll(store.paths(each));
            }
        }
        return paths;
    }

    /** Deletes a file, or a folder that is empty and nobody else's; false if it is still there. */
    private boolean delete(String path, Set<String> others) throws ErrnoException {
        if (others.contains(path) || path.equals("/.")) {
            return false;
        }
        Stat stat;
        try {
            stat = files.lstat(path);
        } catch (ErrnoException gone) {
            return true;
        }
        if (!stat.isDirectory()) {
            boolean topFolder = path.lastIndexOf('/') == 0 && isFolder(path); // /bin and its like, which are links
            return !topFolder && unlink(path);
        }
        try {
            files.rmdir(path);
            return true;
        } catch (ErrnoException full) {
            return false;
        }
    }

    private boolean isFolder(String path) {
        try {
            return files.stat(path).isDirectory();
        } catch (ErrnoException dangling) {
            return false;
        }
    }

    private boolean unlink(String path) throws ErrnoException {
        try {
            files.unlink(path);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                throw e;
            }
        }
        return true;
    }

    /** Deletes a package's files in {@code info}, but for those of some kinds. */
    private void forget(Stanza control, List<String> kept) throws ErrnoException {
        String prefix = DpkgStore.binaryName(control) + ".";
        for (DirectoryEntry each : files.list("/var/lib/dpkg/info")) {
            if (each.name().startsWith(prefix) && !kept.contains(each.name().substring(prefix.length()))) {
                unlink("/var/lib/dpkg/info/" + each.name());
            }
        }
    }
}
