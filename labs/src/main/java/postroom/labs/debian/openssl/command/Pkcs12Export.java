package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.key.Pkcs12Pbe;
import postroom.labs.debian.openssl.pkcs12.Pkcs12Maker;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.store.TrustFiles;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.debian.openssl.x509.VerifyError;

/** {@code openssl pkcs12 -export}: puts a key and its certificates into one file. */
final class Pkcs12Export {
    private static final int USUAL_ITERATIONS = 2048;

    private final App app;
    private final Given given;
    private final String passin;
    private final String passout;
    private final SecureRandom random = new SecureRandom();

    Pkcs12Export(App app, Given given, String passin, String passout) {
        this.app = app;
        this.given = given;
        this.passin = passin;
        this.passout = passout;
    }

    int run() throws IOException, Quit {
        Pkcs12Maker.Locks locks = locks();
        boolean keyless = given.has("nokeys");
        boolean bare = given.has("nocerts");
        if (given.has("noout") || keyless && bare) {
            throw app.fail("Nothing to export due to -noout or -nocerts and -nokeys");
        }
        String in = given.value("in").orElse(null);
        Optional<String> inkey = given.value("inkey");
        Store store = new Store(app);
        Key key = keyless
                ? null
                : store.requirePrivateKey(
                        inkey.orElse(in),
                        passin,
                        inkey.isPresent() ? "private key from -inkey file" : "private key from -in file");
        List<Certificate> others = new ArrayList<>();
        Certificate own = null;
        if (!bare) {
            others.addAll(required(store.certificates(in, "certificates from -in file")));
            own = key == null ? null : matching(key, others, in);
        }
        if (given.has("certfile")) {
            String path = given.value("certfile").get();
            others.addAll(required(store.certificates(path, "extra certificates from -certfile")));
        }
        if (given.has("chain")) {
            others.addAll(chain(own, store));
        }
        Optional<String> phrase =
                passout != null ? Optional.of(passout) : app.passwords().chosen("Enter Export Password:");
        if (phrase.isEmpty()) {
            app.say("Can't read Password");
            app.errors().push(0x1400006B, "UI_process", "crypto/ui/ui_lib.c:573", "while reading strings");
            throw app.fail();
        }
        String name = given.value("name").orElse(null);
        byte[] made = new Pkcs12Maker(locks, phrase.get(), random)
                .make(key, own == null ? null : new Pkcs12Maker.Named(own, name), named(others));
        try (Sink out = app.files().writePrivate(given.value("out").orElse(null))) {
            out.write(made);
        }
        return 0;
    }

    private List<Certificate> required(List<Certificate> found) throws IOException, Quit {
        if (found.isEmpty()) {
            throw app.fail();
        }
        return found;
    }

    private Certificate matching(Key key, List<Certificate> from, String path) throws IOException, Quit {
        for (Certificate each : from) {
            if (each.key().isPresent() && each.key().get().fits(key)) {
                from.remove(each);
                return each;
            }
        }
        from.forEach(it -> app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", ""));
        throw app.fail("No cert in -in file '" + (path == null ? "<stdin>" : path) + "' matches private key");
    }

    /** The certificates above the own one; complains, and ends, if they do not lead to one that is trusted. */
    private List<Certificate> chain(Certificate own, Store store) throws IOException, Quit {
        if (own == null) {
            return List.of();
        }
        List<Certificate> between = given.has("untrusted")
                ? required(store.certificates(given.value("untrusted").get(), "untrusted certificates"))
                : List.of();
        Verifier verifier = new Verifier(
                new TrustFiles(app).load(given, false),
                between,
                Verifier.Rules.at(app.now()),
                (error, depth, at) -> error == 0);
        if (!verifier.verify(own)) {
            throw app.fail("Error getting chain: " + VerifyError.text(verifier.error()));
        }
        return verifier.chain().subList(1, verifier.chain().size());
    }

    private List<Pkcs12Maker.Named> named(List<Certificate> others) {
        List<String> names = given.values("caname");
        List<Pkcs12Maker.Named> all = new ArrayList<>();
        for (Certificate each : others) {
            all.add(new Pkcs12Maker.Named(each, all.size() < names.size() ? names.get(all.size()) : null));
        }
        return all;
    }

    private Pkcs12Maker.Locks locks() throws IOException, Quit {
        boolean legacy = given.has("legacy");
        int iterations = given.has("noiter")
                ? 1
                : given.has("iter") ? Integer.parseInt(given.value("iter").get()) : USUAL_ITERATIONS;
        String usualKey = legacy ? "PBE-SHA1-3DES" : "aes-256-cbc";
        String usualCertificates = given.has("descert") ? "PBE-SHA1-3DES" : legacy ? "PBE-SHA1-RC2-40" : "aes-256-cbc";
        Optional<Digests.Kind> mac = Digests.find(given.value("macalg").orElse(legacy ? "sha1" : "sha256"));
        if (mac.isEmpty()) {
            throw app.usage("Unknown digest " + given.value("macalg").get());
        }
        return new Pkcs12Maker.Locks(
                lock(given.value("keypbe").orElse(usualKey), iterations),
                lock(given.value("certpbe").orElse(usualCertificates), iterations),
                given.has("nomac") ? null : mac.get(),
                given.has("nomaciter") ? 1 : iterations);
    }

    private AlgorithmIdentifier lock(String name, int iterations) throws IOException, Quit {
        if (name.equals("NONE")) {
            return null;
        }
        Optional<Pkcs12Pbe.Scheme> scheme = Pkcs12Pbe.find(name);
        if (scheme.isPresent()) {
            return Pkcs12Pbe.algorithm(scheme.get(), iterations, random);
        }
        Optional<String> cipher = Pbes2.cipher(name);
        if (cipher.isEmpty()) {
            app.say("Unknown PBE algorithm " + name);
            throw app.usage();
        }
        return Pbes2.algorithm(cipher.get(), "hmacWithSHA256", iterations, random);
    }
}
