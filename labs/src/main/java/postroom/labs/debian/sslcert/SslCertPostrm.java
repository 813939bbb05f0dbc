package postroom.labs.debian.sslcert;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code ssl-cert.postrm purge}: the certificate made for the host, its key and its link by hash go. */
final class SslCertPostrm implements Program {
    private static final String FOLDER = "/etc/ssl/certs";
    private static final String CERTIFICATE = "ssl-cert-snakeoil.pem";

    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("purge")) {
            return 0;
        }
        FileAccess files = process.files();
        for (String path : List.of(FOLDER + "/" + CERTIFICATE, "/etc/ssl/private/ssl-cert-snakeoil.key")) {
            if (files.exists(path)) {
                files.unlink(path);
            }
        }
        for (DirectoryEntry each : files.list(FOLDER)) {
            String path = FOLDER + "/" + each.name();
            Stat stat = files.lstat(path);
            if (!stat.isFile() && !stat.isDirectory() && files.readlink(path).equals(CERTIFICATE)) {
                files.unlink(path);
            }
        }
        files.chown("/etc/ssl/private", 0, 0, true);
        files.chmod("/etc/ssl/private", 0700);
        try (DebconfSession session = new DebconfSession(process, "ssl-cert", null)) {
            session.purge("ssl-cert");
        }
        return 0;
    }
}
