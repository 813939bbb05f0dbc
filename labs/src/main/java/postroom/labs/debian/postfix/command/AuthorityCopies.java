package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.store.HashLinks;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** Copies of certificates of authorities in the queue directory, where chrooted programs see them ({@code copyCAdir}). */
final class AuthorityCopies {
    private final Process process;
    private final FileAccess files;
    private final String queue;

    AuthorityCopies(Process process, String queue) {
        this.process = process;
        this.files = process.files();
        this.queue = queue;
    }

    /** Makes the copies of a folder what the folder is; nothing is written if they are so already. */
    void update(String folder) throws IOException {
        if (folder.isEmpty() || folder.startsWith(queue + "/") || !isFolder(folder)) {
            return;
        }
        String copy = queue + "/" + folder.replaceAll("^/+|/+$", "");
        TreeSet<String> wanted = certificates(folder);
        if (isFolder(copy) && wanted.equals(certificates(copy)) && sameContent(folder, copy, wanted)) {
            return;
        }
        String path = queue;
        for (String part : copy.substring(queue.length() + 1).split("/")) {
            path += "/" + part;
            if (!files.exists(path)) {
                files.mkdir(path, 0755);
            }
        }
        for (String stale : certificates(copy)) {
            files.unlink(copy + "/" + stale);
        }
        for (String name : wanted) {
            files.writeAll(copy + "/" + name, files.readAll(folder + "/" + name));
            files.chmod(copy + "/" + name, files.stat(folder + "/" + name).mode() & 0777);
        }
        new HashLinks(new App(process, "rehash", "rehash", List.of()), false).renewQuietly(copy);
    }

    private boolean isFolder(String path) throws ErrnoException {
        return files.exists(path) && files.stat(path).isDirectory();
    }

    private TreeSet<String> certificates(String folder) throws ErrnoException {
        TreeSet<String> names = new TreeSet<>();
        for (DirectoryEntry each : files.list(folder)) {
            if (each.name().endsWith(".pem") && files.exists(folder + "/" + each.name())) {
                names.add(each.name());
            }
        }
        return names;
    }

    private boolean sameContent(String one, String other, Iterable<String> names) throws ErrnoException {
        for (String each : names) {
            if (!Arrays.equals(files.readAll(one + "/" + each), files.readAll(other + "/" + each))) {
                return false;
            }
        }
        return true;
    }
}
