package postroom.labs.debian.proc;

import java.util.List;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** Which file a process runs. */
public final class Executables {
    private static final List<String> FOLDERS =
            List.of("/usr/bin/", "/usr/sbin/", "/usr/lib/postfix/sbin/", "/usr/lib/dovecot/", "/bin/");

    private Executables() {}

    /** Its canonical path, as far as it can be told from the process' name. */
    public static Optional<String> of(Process process) {
        FileAccess files = FileAccess.root(process.host().disk());
        String first = process.argv().isEmpty() ? "" : process.argv().get(0);
        String name = first.startsWith("-") ? first.substring(1) : first;
        List<String> places = name.startsWith("/")
                ? List.of(name)
                : FOLDERS.stream()
                        .map(it -> it + name.substring(name.lastIndexOf('/') + 1))
                        .toList();
        for (String place : places) {
            try {
                if (files.stat(place).type() == FileType.FILE) {
                    return Optional.of(files.canonical(place));
                }
            } catch (ErrnoException missing) {
                continue; // it is in another folder, or was removed
            }
        }
        return Optional.empty();
    }
}
