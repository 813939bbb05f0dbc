package postroom.labs.debian.cacertificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.store.HashLinks;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code update-ca-certificates(8)}: brings /etc/ssl/certs up to date with the certificates that are to be trusted. */
public final class UpdateCaCertificates implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("ca-certificates/update-ca-certificates", new UpdateCaCertificates());

    private static final String CONF = "/etc/ca-certificates.conf";
    private static final String SHIPPED = "/usr/share/ca-certificates";
    private static final String LOCAL = "/usr/local/share/ca-certificates";
    private static final String TARGET = "/etc/ssl/certs";
    private static final String BUNDLE = TARGET + "/ca-certificates.crt";
    private static final String HOOKS = "/etc/ca-certificates/update.d";

    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.argv().subList(1, process.argv().size());
        boolean verbose = false;
        boolean fresh = false;
        for (String each : words) {
            switch (each) {
                case "--verbose", "-v" -> verbose = true;
                case "--fresh", "-f", "--default", "-d" -> fresh = true;
                default -> {
                    process.out().println("/usr/sbin/update-ca-certificates: [--verbose] [--fresh]");
                    return 0;
                }
            }
        }
        return new Update(process, verbose).run(fresh);
    }

    private static final class Update {
        private final Process process;
        private final FileAccess files;
        private final boolean verbose;
        private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        private int added;
        private int removed;

        Update(Process process, boolean verbose) {
            this.process = process;
            this.files = process.files();
            this.verbose = verbose;
        }

        int run(boolean fresh) throws IOException {
            String conf = files.exists(CONF) ? new String(files.readAll(CONF), StandardCharsets.UTF_8) : "";
            if (fresh || conf.isEmpty()) {
                process.out().println("Clearing symlinks in " + TARGET + "...");
                clear();
                process.out().println("done.");
            }
            process.out().println("Updating certificates in " + TARGET + "...");
            if (!files.allows(TARGET, 2)) {
                process.out().flush();
                process.err()
                        .println("/usr/sbin/update-ca-certificates: 109: cannot create " + BUNDLE
                                + ".new: Permission denied");
                return 2;
            }
            listed(conf);
            List<String> local = new ArrayList<>();
            find(LOCAL, local, 0);
            local.sort(null);
            for (String each : local) {
                add(each);
            }
            finish();
            return 0;
        }

        private void finish() throws IOException {
            if (added > 0 || removed > 0) {
                orphans();
                process.out().flush();
                new HashLinks(new App(process, "rehash", "rehash", List.of()), verbose).renew(TARGET);
            }
            files.writeAll(BUNDLE, bundle.toByteArray());
            files.chmod(BUNDLE, 0644);
            process.out().println(added + " added, " + removed + " removed; done.");
            if (files.exists(HOOKS)) {
                process.out().println("Running hooks in " + HOOKS + "...");
                process.out().println("done.");
            }
        }

        private void listed(String conf) throws IOException {
            for (String line : conf.split("\n")) {
                if (line.startsWith("!")) {
                    remove(SHIPPED + "/" + line.substring(1));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    String path = SHIPPED + "/" + line;
                    if (files.exists(path)) {
                        add(path);
                    } else {
                        process.out().flush();
                        process.err().println("W: " + path + " not found, but listed in " + CONF + ".");
                    }
                }
            }
        }

        private void find(String folder, List<String> found, int depth) throws ErrnoException {
            if (!files.exists(folder) || depth > 20) {
                return;
            }
            for (DirectoryEntry each : files.list(folder)) {
                String path = folder + "/" + each.name();
                if (files.exists(path) && files.stat(path).isDirectory()) {
                    find(path, found, depth + 1);
                } else if (each.name().endsWith(".crt") && files.exists(path)) {
                    found.add(path);
                }
            }
        }

        private static String link(String certificate) {
            String name = certificate.substring(certificate.lastIndexOf('/') + 1);
            String base = name.endsWith(".crt") ? name.substring(0, name.length() - 4) : name;
            return TARGET + "/" + base.replace(' ', '_').replaceAll("[()]", "=").replace(',', '_') + ".pem";
        }

        private boolean pointsTo(String link, String target) {
            try {
                return files.exists(link) && files.readlink(link).equals(target);
            } catch (ErrnoException noLink) {
                return false;
            }
        }

        private void add(String certificate) throws IOException {
            String link = link(certificate);
            if (!pointsTo(link, certificate)) {
                try {
                    files.unlink(link);
                } catch (ErrnoException missing) {
                    // there was none before
                }
                files.symlink(certificate, link);
                added++;
            }
            byte[] bytes = files.readAll(certificate);
            bundle.writeBytes(bytes);
            if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
                bundle.write('\n');
            }
        }

        private void remove(String certificate) throws ErrnoException {
            String link = link(certificate);
            try {
                files.readlink(link);
            } catch (ErrnoException noLink) {
                return;
            }
            files.unlink(link);
            removed++;
        }

        private void clear() throws IOException {
            for (DirectoryEntry each : files.list(TARGET)) {
                String path = TARGET + "/" + each.name();
                if (each.type() != FileType.SYMLINK) {
                    continue;
                }
                String target = files.readlink(path);
                if (target.startsWith(SHIPPED) || target.startsWith(LOCAL)) {
                    files.unlink(path);
                }
            }
            orphans();
        }

        private void orphans() throws IOException {
            for (DirectoryEntry each : files.list(TARGET)) {
                String path = TARGET + "/" + each.name();
                if (each.type() == FileType.SYMLINK && !files.exists(path)) {
                    files.unlink(path);
                    if (verbose) {
                        process.out().println("Removed orphan symlink " + path);
                    }
                }
            }
        }
    }
}
