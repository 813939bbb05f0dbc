package postroom.labs.course.proof;

import java.util.Arrays;
import java.util.List;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/**
 * What a student can have changed on a host, one line a file: path, mode, owner, size and a hash of the content. Logs, time
 * stamps and what daemons keep for themselves are left out.
 */
final class Fingerprint {
    private static final List<String> FOLDERS = List.of(
            "/etc",
            "/home",
            "/root",
            "/tmp",
            "/usr/local",
            "/var/mail",
            "/var/spool/postfix/maildrop",
            "/var/spool/postfix/incoming",
            "/var/spool/postfix/active",
            "/var/spool/postfix/deferred",
            "/var/spool/postfix/hold");

    private final FileAccess files;

    Fingerprint(Host host) {
        files = FileAccess.root(host.disk());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        FOLDERS.forEach(folder -> add(folder, text));
        return text.toString();
    }

    private void add(String path, StringBuilder text) {
        try {
            Stat stat = files.lstat(path);
            text.append(path).append(' ').append(stat.modeString());
            text.append(' ').append(stat.uid()).append(':').append(stat.gid());
            if (stat.isFile()) {
                text.append(' ').append(stat.size()).append(' ').append(Arrays.hashCode(files.readAll(path)));
            }
            text.append('\n');
            if (stat.isDirectory()) {
                files.list(path).stream()
                        .map(DirectoryEntry::name)
                        .filter(name -> !name.equals(".") && !name.equals(".."))
                        .sorted()
                        .forEach(name -> add(path + "/" + name, text));
            }
        } catch (ErrnoException gone) {
            text.append(path).append(" gone\n");
        }
    }
}
