package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Exim's own logs below {@code /var/log/exim4}: it does not use syslog. A log that cannot be written loses its line. */
record Log(Host host) {
    static final String DIRECTORY = "/var/log/exim4";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    void main(String text) {
        write("mainlog", text);
    }

    /** What was refused stands in both logs. */
    void reject(String text) {
        write("mainlog", text);
        write("rejectlog", text);
    }

    String now() {
        return STAMP.format(host.clock().instant());
    }

    private void write(String name, String text) {
        FileAccess files = new FileAccess(host.disk(), postroom.labs.fs.Credentials.ROOT, "/", 0);
        String path = DIRECTORY + "/" + name;
        try {
            boolean fresh = !files.exists(path);
            files.append(path, (now() + " " + text + "\n").getBytes(UTF_8));
            if (fresh) {
                files.chmod(path, 0640);
                int uid =
                        host.accounts().user(Spool.USER).map(Accounts.User::uid).orElse(0);
                int gid = host.accounts().group("adm").map(Accounts.Group::gid).orElse(-1);
                files.chown(path, uid, gid, true);
            }
        } catch (ErrnoException full) {
            host.syslog()
                    .log("mail", postroom.labs.host.Syslog.Priority.ALERT, "exim4", path + ": " + full.getMessage());
        }
    }
}
