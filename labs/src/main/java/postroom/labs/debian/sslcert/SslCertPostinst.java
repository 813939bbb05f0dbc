package postroom.labs.debian.sslcert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code ssl-cert.postinst}: the group ssl-cert, and the host's own certificate unless there is one. */
public final class SslCertPostinst implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "ssl-cert/postinst", new SslCertPostinst(),
            "ssl-cert/postrm", new SslCertPostrm(),
            "ssl-cert/make-ssl-cert", new MakeSslCert());

    private static final String CERTIFICATE = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
    private static final String KEY = "/etc/ssl/private/ssl-cert-snakeoil.key";

    @Override
    public int run(Process process) throws IOException {
        FileAccess files = process.files();
        int group = group(process);
        if (!files.exists(CERTIFICATE) || !files.exists(KEY)) {
            String host = new Script(process).output("/usr/bin/hostname", "--fqdn");
            SnakeoilCertificate made = SnakeoilCertificate.make(
                    host.isEmpty() ? process.host().name() : host,
                    process.host().clock().instant());
            files.writeAll(CERTIFICATE, made.certificate());
            files.writeAll(KEY, made.key());
            files.chown(KEY, 0, group, true);
            files.chmod(KEY, 0640);
            String link = "/etc/ssl/certs/" + made.hashLink();
            if (!files.exists(link)) {
                files.symlink("ssl-cert-snakeoil.pem", link);
            }
        }
        files.chown("/etc/ssl/private", 0, group, true);
        files.chmod("/etc/ssl/private", 0710);
        return 0;
    }

    private static int group(Process process) throws IOException {
        Accounts accounts = process.host().accounts();
        if (accounts.group("ssl-cert").isEmpty()) {
            java.util.Set<Integer> taken =
                    accounts.groups().stream().map(Accounts.Group::gid).collect(Collectors.toSet());
            int gid = 100;
            while (taken.contains(gid)) {
                gid++;
            }
            process.files().append("/etc/group", ("ssl-cert:x:" + gid + ":\n").getBytes(UTF_8));
            process.files().append("/etc/gshadow", "ssl-cert:!::\n".getBytes(UTF_8));
        }
        return accounts.group("ssl-cert").orElseThrow().gid();
    }
}
