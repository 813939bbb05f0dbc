package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.List;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code exim4-base.postrm}: with {@code purge} logs and spool go, mail that waits with them. */
final class BasePostrm implements Program {
    @Override
    public int run(Process process) throws IOException {
        FileAccess files = process.files();
        if (files.exists("/var/lib/exim4/berkeleydbvers.txt")) {
            files.unlink("/var/lib/exim4/berkeleydbvers.txt");
        }
        if (process.arguments().contains("purge")) {
            for (String path : List.of(Log.DIRECTORY, Spool.DIRECTORY)) {
                delete(process, path);
            }
        }
        return 0;
    }

    private static void delete(Process process, String path) throws IOException {
        process.step();
        FileAccess files = process.files();
        if (!files.exists(path)) {
            return;
        }
        if (!files.lstat(path).isDirectory()) {
            files.unlink(path);
            return;
        }
        for (DirectoryEntry each : files.list(path)) {
            if (!each.name().equals(".") && !each.name().equals("..")) {
                delete(process, path + "/" + each.name());
            }
        }
        files.rmdir(path);
    }
}
