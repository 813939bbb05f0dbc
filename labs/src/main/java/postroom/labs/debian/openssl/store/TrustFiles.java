package postroom.labs.debian.openssl.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameHash;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.io.ErrnoException;

/** What {@code -CAfile}, {@code -CApath} and their kin say whom to trust; else the host's own /etc/ssl/certs. */
public final class TrustFiles {
    private static final String DEFAULT_FILE = "/usr/lib/ssl/cert.pem";
    private static final String DEFAULT_FOLDER = "/usr/lib/ssl/certs";
    private static final String FALLBACK_FOLDER = "/etc/ssl/certs";

    private final App app;

    /** For a command. */
    public TrustFiles(App app) {
        this.app = app;
    }

    /**
     * Whom to trust.
     *
     * @param verify whether it is {@code verify} that asks, which says which file it could not load
     */
    public Trust load(Given given, boolean verify) throws IOException, Quit {
        Trust trust = new Trust();
        Optional<String> file = given.value("CAfile");
        Optional<String> folder = given.value("CApath");
        if (file.isPresent()) {
            trust.add(file(file.get(), verify));
            new Store(app).listsIn(file.get()).forEach(trust::add);
        } else if (!given.has("no-CAfile") && (verify || folder.isEmpty())) {
            trust.add(quiet(DEFAULT_FILE));
        }
        if (folder.isPresent()) {
            trust.add(name -> named(folder.get(), name));
        } else if (!given.has("no-CApath") && (verify || file.isEmpty())) {
            String own = app.process().files().exists(DEFAULT_FOLDER) ? DEFAULT_FOLDER : FALLBACK_FOLDER;
            trust.add(name -> named(own, name));
        }
        return trust;
    }

    private List<Certificate> file(String path, boolean verify) throws IOException, Quit {
        byte[] bytes;
        try {
            bytes = app.files().bytes(path);
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            app.errors().push(0x05880002, "X509_load_cert_crl_file_ex", "crypto/x509/by_file.c:229", "");
            throw verify ? app.fail("Error loading file " + path) : app.fail();
        }
        List<Certificate> found = parse(bytes);
        if (found.isEmpty()) {
            app.errors().push(0x05800088, "X509_load_cert_crl_file_ex", "crypto/x509/by_file.c:252", "");
            throw verify ? app.fail("Error loading file " + path) : app.fail();
        }
        return found;
    }

    private static List<Certificate> parse(byte[] bytes) {
        List<Certificate> found = new ArrayList<>();
        for (Pem.Block each : Pem.blocks(bytes)) {
            if (each.type().endsWith("CERTIFICATE")) {
                Certificate.read(each.der()).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<Certificate> quiet(String path) {
        try {
            return parse(app.files().bytes(path));
        } catch (ErrnoException none) {
            return List.of();
        }
    }

    /** The certificates of a name: {@code hash.0}, {@code hash.1} … */
    private List<Certificate> named(String folder, X500Name name) {
        List<Certificate> found = new ArrayList<>();
        String hash = NameHash.of(name);
        for (int i = 0; i < 32; i++) {
            String path = folder + "/" + hash + "." + i;
            if (!app.process().files().exists(path)) {
                break;
            }
            found.addAll(quiet(path));
        }
        return found;
    }
}
