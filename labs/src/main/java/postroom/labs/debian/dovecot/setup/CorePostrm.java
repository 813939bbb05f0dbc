package postroom.labs.debian.dovecot.setup;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.adduser.SystemAccounts;
import postroom.labs.debian.dpkg.Trees;
import postroom.labs.debian.ucf.Registry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code dovecot-core.postrm purge}: the configuration, the accounts and the links to the certificate go. */
final class CorePostrm implements Program {
    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("purge")) {
            return 0;
        }
        new Registry(process).purge("dovecot-core");
        SystemAccounts accounts = new SystemAccounts(process, true);
        for (String name : List.of("dovecot", "dovenull")) { // userdel takes the group along
            accounts.deleteUser(name);
            accounts.deleteGroup(name);
        }
        Trees trees = new Trees(process);
        trees.delete("/run/dovecot");
        trees.delete("/etc/systemd/system/multi-user.target.wants/dovecot.service");
        for (String path : List.of("/etc/dovecot/private/dovecot.pem", "/etc/dovecot/private/dovecot.key")) {
            if (isLink(process.files(), path)) {
                process.files().unlink(path);
            } else {
                process.err().println(path + " is not a symbolic link, skipping removal.");
            }
        }
        return 0;
    }

    private static boolean isLink(FileAccess files, String path) {
        try {
            return files.lstat(path).type() == FileType.SYMLINK;
        } catch (ErrnoException gone) {
            return false;
        }
    }
}
