package postroom.labs.debian.sslcert;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code make-ssl-cert(8)}: the host's own certificate; from a template of one's own it is not made. */
final class MakeSslCert implements Program {
    private static final String CERTIFICATE = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
    private static final String KEY = "/etc/ssl/private/ssl-cert-snakeoil.key";

    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.argv().subList(1, process.argv().size());
        boolean force = words.contains("-f") || words.contains("--force-overwrite");
        boolean keep = words.contains("-n") || words.contains("--no-overwrite");
        for (String each : words) {
            if (each.startsWith("-")
                    && !List.of("-f", "-n", "-h", "-x").contains(each)
                    && !List.of("--help", "--force-overwrite", "--no-overwrite", "--expiration-days")
                            .contains(each)) {
                process.out().print("Unrecognized option " + each + "\n\n");
                return usage(process, 1);
            }
        }
        if (words.contains("-h") || words.contains("--help")) {
            return usage(process, 0);
        }
        List<String> rest = words.stream().filter(it -> !it.startsWith("-")).toList();
        if (force && keep || rest.isEmpty()) {
            return usage(process, 1);
        }
        if (!rest.get(0).equals("generate-default-snakeoil")) {
            return manual(process, rest, force);
        }
        FileAccess files = process.files();
        if (files.exists(CERTIFICATE) && files.exists(KEY) && !force) {
            return 0;
        }
        return make(process);
    }

    private static int usage(Process process, int status) throws IOException {
        process.out().print(HelpText.of("ssl-cert/make-ssl-cert"));
        return status;
    }

    private static int manual(Process process, List<String> rest, boolean force) throws IOException {
        if (rest.size() < 2) {
            return usage(process, 1);
        }
        if (!process.files().exists(rest.get(0))) {
            process.out().print("Could not open template file: " + rest.get(0) + "!\n");
            return 1;
        }
        if (process.files().exists(rest.get(1)) && !force) {
            process.out().print(rest.get(1) + " file already exists!\n");
            return 1;
        }
        process.err().println("make-ssl-cert: templates of one's own are not in this lab; use openssl req -x509");
        return 1;
    }

    private static int make(Process process) throws IOException {
        FileAccess files = process.files();
        if (!files.allows("/etc/ssl/private", 3) || files.exists(KEY) && !files.allows(KEY, 2)) {
            process.err().println("Could not create certificate. Openssl output was:");
            process.err().println("req: Can't open \"" + KEY + "\" for writing, Permission denied");
            return 1;
        }
        String host = new Script(process).output("/usr/bin/hostname", "--fqdn");
        SnakeoilCertificate made = SnakeoilCertificate.make(
                host.isEmpty() ? process.host().name() : host,
                process.host().clock().instant());
        files.writeAll(CERTIFICATE, made.certificate());
        files.chmod(CERTIFICATE, 0644);
        files.writeAll(KEY, made.key());
        files.chmod(KEY, 0640);
        int group = process.host()
                .accounts()
                .group("ssl-cert")
                .map(Accounts.Group::gid)
                .orElse(0);
        files.chown(KEY, 0, group, true);
        String link = "/etc/ssl/certs/" + made.hashLink();
        try {
            files.symlink("ssl-cert-snakeoil.pem", link);
        } catch (ErrnoException there) {
            // it is the same name as before
        }
        return 0;
    }
}
