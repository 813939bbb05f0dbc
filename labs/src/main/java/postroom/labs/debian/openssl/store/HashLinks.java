package postroom.labs.debian.openssl.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameHash;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.io.ErrnoException;

/** The links {@code 2568680f.0} of a folder, by which OpenSSL finds certificates ({@code openssl-rehash(1)}). */
public final class HashLinks {
    private static final String LINK = "[0-9a-f]{8}\\.r?[0-9]+";

    private final App app;
    private final FileAccess files;
    private final boolean verbose;
    private boolean silent;

    /** Says what it does if {@code verbose}. */
    public HashLinks(App app, boolean verbose) {
        this.app = app;
        this.files = app.process().files();
        this.verbose = verbose;
    }

    /** Makes the links of a folder anew, and says nothing of files that are no certificates. */
    public void renewQuietly(String folder) throws IOException {
        silent = true;
        renew(folder);
    }

    /** Makes the links of a folder anew; gives the number of errors. */
    public int renew(String folder) throws IOException {
        if (!files.allows(folder, 2)) {
            app.say("Skipping " + folder + ", can't write");
            return 1;
        }
        if (verbose) {
            app.out().println("Doing " + folder);
        }
        List<String> names = new ArrayList<>();
        try {
            for (DirectoryEntry each : files.list(folder)) {
                if (each.name().matches(LINK) && each.type() == FileType.SYMLINK) {
                    files.unlink(folder + "/" + each.name());
                } else if (each.name().matches(".*\\.(pem|crt|cer|crl)")) {
                    names.add(each.name());
                }
            }
        } catch (ErrnoException e) {
            app.say("Skipping " + folder + ", " + e.getMessage());
            return 1;
        }
        names.sort(null);
        Map<String, Integer> used = new HashMap<>();
        List<Certificate> seen = new ArrayList<>();
        for (String name : names) {
            link(folder, name, used, seen);
        }
        return 0;
    }

    private void link(String folder, String name, Map<String, Integer> used, List<Certificate> seen)
            throws IOException {
        Optional<Certificate> certificate = read(folder + "/" + name);
        if (certificate.isEmpty()) {
            complain("warning: skipping " + name + ",it does not contain exactly one certificate or CRL");
            return;
        }
        if (seen.contains(certificate.get())) {
            complain("warning: skipping duplicate certificate in " + name);
            return;
        }
        seen.add(certificate.get());
        String hash = NameHash.of(certificate.get().subject());
        String link = hash + "." + (used.merge(hash, 1, Integer::sum) - 1);
        if (verbose) {
            app.out().println("link " + name + " -> " + link);
        }
        files.symlink(name, folder + "/" + link);
    }

    private void complain(String text) throws IOException {
        if (!silent) {
            app.complain(text);
        }
    }

    private Optional<Certificate> read(String path) {
        try {
            List<Pem.Block> blocks = Pem.blocks(files.readAll(path));
            return blocks.size() == 1 && blocks.get(0).type().endsWith("CERTIFICATE")
                    ? Certificate.read(blocks.get(0).der())
                    : Optional.empty();
        } catch (ErrnoException unreadable) {
            return Optional.empty();
        }
    }
}
