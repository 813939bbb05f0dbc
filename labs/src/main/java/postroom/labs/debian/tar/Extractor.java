package postroom.labs.debian.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.host.Accounts;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Puts members of an archive on the disk. */
final class Extractor {
    private final Call call;
    private final TarOptions options;
    private final String folder;
    private final List<Member> folders = new ArrayList<>();
    private boolean told;

    Extractor(Call call, TarOptions options, String folder) {
        this.call = call;
        this.options = options;
        this.folder = folder;
    }

    /** One member under the name it shall have; failures are told. */
    void extract(Member m, String name) throws IOException {
        String inside = inside(name);
        if (inside.isEmpty()) {
            return;
        }
        if (options.has("O")) {
            if (m.isFile()) {
                call.out().write(m.content());
            }
            return;
        }
        String path = folder.isEmpty() || inside.startsWith("/") ? inside : folder + "/" + inside;
        try {
            make(m, inside, NamePattern.trimmed(path));
        } catch (ErrnoException e) {
            String what = switch (m.type()) {
                case '5' -> "Cannot mkdir: ";
                case '1' -> "Cannot hard link to '" + m.target() + "': ";
                case '2' -> "Cannot create symlink to '" + m.target() + "': ";
                case '6' -> "Cannot mkfifo: ";
                case '3' -> "Cannot mknod: ";
                default -> "Cannot open: ";
            };
            call.complain(2, NamePattern.trimmed(inside) + ": " + what + e.getMessage());
        }
    }

    /** The times and modes of folders, which what they hold would have changed. */
    void finish() throws IOException {
        for (int i = folders.size() - 1; i >= 0; i--) {
            settle(folders.get(i), folders.get(i).name());
        }
    }

    private String inside(String name) throws IOException {
        if (options.has("P")) {
            return name;
        }
        String bare = name.replaceFirst("^/+", "");
        if (!bare.equals(name) && !told) {
            told = true;
            call.warn("Removing leading `/' from member names");
        }
        if ((bare + "/").startsWith("../") || bare.contains("/../")) {
            call.complain(2, name + ": Member name contains '..', skipping");
            return "";
        }
        return bare;
    }

    private void make(Member m, String name, String path) throws IOException {
        FileAccess files = call.files();
        if (m.isFolder()) {
            makeFolder(m, path);
            return;
        }
        if (options.has("k", "skip-old") && existsItself(path)) {
            if (options.has("skip-old")) {
                return;
            }
            throw new ErrnoException(Errno.EEXIST);
        }
        int slash = path.lastIndexOf('/');
        if (slash > 0 && !files.exists(path.substring(0, slash))) {
            parents(path.substring(0, slash));
        }
        if (existsItself(path)) {
            if (files.lstat(path).isDirectory()) {
                files.rmdir(path);
            } else {
                files.unlink(path);
            }
        }
        switch (m.type()) {
            case '1' -> files.link(folder.isEmpty() ? m.target() : folder + "/" + m.target(), path);
            case '2' -> files.symlink(m.target(), path);
            case '6' -> files.mkfifo(path, m.mode());
            case '3' -> throw new ErrnoException(Errno.EPERM);
            default -> {
                Descriptor file =
                        call.process().open(path, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), m.mode() & 0777);
                try {
                    call.process().write(file, m.content(), 0, m.content().length);
                } finally {
                    file.close();
                }
            }
        }
        if (m.type() == '0' || m.type() == '6') {
            settle(m, path);
        }
    }

    private boolean existsItself(String path) {
        try {
            return call.files().lstat(path) != null;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private void parents(String path) throws IOException {
        String made = path.startsWith("/") ? "/" : "";
        for (String each : path.split("/")) {
            if (!each.isEmpty()) {
                made += each;
                if (!call.files().exists(made)) {
                    call.files().mkdir(made, 0777);
                }
                made += "/";
            }
        }
    }

    private void makeFolder(Member m, String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash > 0 && !call.files().exists(path.substring(0, slash))) {
            parents(path.substring(0, slash));
        }
        boolean there = call.files().exists(path);
        if (!there) {
            call.files().mkdir(path, m.mode() & 0777);
        } else if (!call.files().stat(path).isDirectory()) {
            throw new ErrnoException(Errno.EEXIST);
        }
        if (!there || options.has("p") || call.process().who().uid() == 0) {
            folders.add(m.renamed(path, ""));
        } else {
            folders.add(new Member(path, '0', -1, m.uid(), m.gid(), "", "", m.mtime(), "", new byte[0]));
        }
    }

    /** Mode, owner and time as the archive has them, as far as the user may. */
    private void settle(Member m, String path) throws IOException {
        FileAccess files = call.files();
        boolean root = call.process().who().uid() == 0;
        try {
            if (root && !options.has("o")) {
                Accounts accounts = call.process().host().accounts();
                int uid = options.has("numeric")
                        ? m.uid()
                        : accounts.user(m.user()).map(Accounts.User::uid).orElse(m.uid());
                int gid = options.has("numeric")
                        ? m.gid()
                        : accounts.group(m.group()).map(Accounts.Group::gid).orElse(m.gid());
                files.chown(path, uid, gid, false);
            }
            if (m.mode() >= 0) {
                boolean exact = root || options.has("p");
                files.chmod(
                        path,
                        exact ? m.mode() : m.mode() & 0777 & ~call.process().umask());
            }
            if (!options.has("m")) {
                files.utimes(path, call.process().host().clock().instant(), m.mtime());
            }
        } catch (ErrnoException e) {
            call.complain(2, path + ": Cannot utime: " + e.getMessage());
        }
    }
}
