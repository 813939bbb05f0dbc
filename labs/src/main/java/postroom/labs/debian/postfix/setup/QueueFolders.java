package postroom.labs.debian.postfix.setup;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;

/** The folders and programs whose owners exist only once the package has made them. */
final class QueueFolders {
    private static final String SPOOL = "/var/spool/postfix/";
    private static final List<String> COPIES =
            List.of("host.conf", "hosts", "nsswitch.conf", "resolv.conf", "services");

    private QueueFolders() {}

    static void own(Process process) throws IOException {
        FileAccess files = process.files();
        Accounts accounts = process.host().accounts();
        int user = accounts.user("postfix").orElseThrow().uid();
        int group = accounts.group("postfix").orElseThrow().gid();
        int drop = accounts.group("postdrop").orElseThrow().gid();
        for (String name : List.of("dev", "etc", "lib", "pid", "usr", "usr/lib", "usr/lib/sasl2", "usr/lib/zoneinfo")) {
            folder(files, SPOOL + name, 0, 0, 0755);
        }
        for (String name : Spool.PRIVATE) {
            folder(files, SPOOL + name, user, 0, 0700);
        }
        folder(files, SPOOL + "maildrop", user, drop, 01730);
        folder(files, SPOOL + "public", user, drop, 02710);
        folder(files, "/var/lib/postfix", user, group, 0755);
        for (String program : List.of("/usr/sbin/postdrop", "/usr/sbin/postqueue")) {
            if (files.exists(program)) {
                files.chown(program, 0, drop, true);
                files.chmod(program, 02555);
            }
        }
        for (String name : COPIES) {
            copy(files, name);
        }
    }

    private static void folder(FileAccess files, String path, int user, int group, int mode) throws IOException {
        if (!files.exists(path)) {
            files.mkdir(path, 0755);
        }
        files.chown(path, user, group, true);
        files.chmod(path, mode);
    }

    /** What the parts in the chroot need of /etc. */
    private static void copy(FileAccess files, String name) throws IOException {
        String copy = SPOOL + "etc/" + name;
        if (files.exists("/etc/" + name) && !files.exists(copy)) {
            files.writeAll(copy, files.readAll("/etc/" + name));
            files.chmod(copy, name.equals("resolv.conf") ? 0755 : 0644);
        }
    }
}
