package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code exim4-base.postinst}: folders for logs and spool. */
final class BasePostinst implements Program {
    private static final String VERSIONS = "/var/lib/exim4/berkeleydbvers.txt";

    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("configure")) {
            return 0;
        }
        SystemUser.make(process);
        int adm =
                process.host().accounts().group("adm").map(Accounts.Group::gid).orElse(0);
        folder(process, Log.DIRECTORY, adm, 02750);
        int own = process.host()
                .accounts()
                .group(Spool.USER)
                .map(Accounts.Group::gid)
                .orElse(0);
        for (String path : List.of("/run/exim4", Spool.DIRECTORY)) {
            folder(process, path, own, 0750);
        }
        for (String name : List.of("db", "input", "msglog")) {
            folder(process, Spool.DIRECTORY + "/" + name, own, 0750);
        }
        FileAccess files = process.files();
        if (!files.exists(VERSIONS)) {
            process.err().println("exim: DB upgrade, deleting hints-db");
            files.writeAll(VERSIONS, "5.3\n".getBytes(UTF_8));
        }
        return 0;
    }

    private static void folder(Process process, String path, int group, int mode) throws IOException {
        FileAccess files = process.files();
        if (!files.exists(path)) {
            files.mkdir(path, 0755);
        }
        int user = process.host()
                .accounts()
                .user(Spool.USER)
                .map(Accounts.User::uid)
                .orElse(0);
        files.chown(path, user, group, true);
        files.chmod(path, mode);
    }
}
