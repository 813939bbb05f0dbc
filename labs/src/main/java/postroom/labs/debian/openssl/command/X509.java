package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.ExtensionMaker;
import postroom.labs.debian.openssl.x509.Issuing;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Names;
import postroom.labs.debian.openssl.x509.Request;
import postroom.labs.debian.openssl.x509.Signing;
import postroom.labs.debian.openssl.x509.TextOptions;

/** {@code openssl x509}: shows certificates and signs them. One object a call. */
final class X509 {
    private static final int USUAL_DAYS = 30;

    private final App app;
    private final Given given;
    private final SecureRandom random = new SecureRandom();
    private NameOptions names;
    private TextOptions parts = TextOptions.ALL;
    private Conf extensionFile;
    private String extensionSection;

    private X509(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    static Command command() {
        return app -> new X509(app, app.givenWithoutRest()).run();
    }

    private int run() throws IOException, Quit {
        options();
        String passin = Common.password(app, given, "passin", "Error getting password");
        boolean reqfile = given.has("req");
        boolean fresh = given.has("new");
        if (fresh && given.has("in")) {
            throw app.fail("The -in option cannot be used with -new");
        }
        if (fresh && reqfile) {
            throw app.fail("The -req option cannot be used with -new");
        }
        Optional<String> keyPath = given.value("key", "signkey");
        Key key = keyPath.isPresent() ? new Store(app).requirePrivateKey(keyPath.get(), passin, "private key") : null;
        Key forced = forced();
        X500Name subject = subject(fresh, key, forced);
        authorityOptions(key);
        extensions();
        Request request = reqfile ? request() : null;
        if (!reqfile && !given.has("x509toreq") && given.has("copy_extensions")) {
            app.say("Warning: ignoring -copy_extensions since neither -x509toreq nor -req is given");
        }
        if ((reqfile || fresh) && key == null && !given.has("CA", "CAkey")) {
            throw app.fail("We need a private key to sign with, use -key or -CAkey or -CA with private key");
        }
        Certificate read = reqfile || fresh
                ? null
                : new Store(app).requireCertificate(given.value("in").orElse(null), passin, "certificate");
        Certificate authority = given.has("CA")
                ? new Store(app).requireCertificate(given.value("CA").get(), "CA certificate")
                : null;
        boolean der = Common.isDer(given, "outform");
        try (Sink out = app.files().write(given.value("out").orElse(null), !der)) {
            Certificate shown = read;
            if (reqfile || fresh || key != null || authority != null) {
                Key own = forced != null
                        ? forced
                        : key != null
                                ? key
                                : request != null
                                        ? request.key().orElseThrow()
                                        : read.key().orElseThrow();
                X500Name name = subject != null ? subject : request != null ? request.subject() : read.subject();
                if (given.has("x509toreq")) {
                    return toRequest(out, name, own, key, read, request);
                }
                shown = sign(name, own, key, authority, request, read, passin);
            } else if (given.has("x509toreq")) {
                throw app.fail("Must specify request signing key using -key");
            }
            return print(out, shown, der);
        }
    }

    private void options() throws IOException, Quit {
        names = Common.names(app, given);
        for (String value : given.values("certopt")) {
            Optional<TextOptions> next = parts.with(value);
            if (next.isEmpty()) {
                throw app.usage();
            }
            parts = next.get();
        }
        if (Integer.parseInt(given.value("days").orElse("0")) < -1) {
            throw app.fail("x509: -days parameter arg must be >= -1");
        }
        String dates = given.value("dateopt").orElse("rfc_822");
        if (!dates.equalsIgnoreCase("rfc_822") && !dates.equalsIgnoreCase("iso_8601")) {
            throw app.fail("Invalid date format: " + dates);
        }
        String copy = given.value("copy_extensions").orElse("none");
        if (!copy.matches("(?i)none|copy|copyall")) {
            throw app.fail("Invalid extension copy option: " + copy);
        }
        if (given.has("preserve_dates") && given.has("days")) {
            throw app.fail("Cannot use -preserve_dates with -days option");
        }
    }

    private Key forced() throws IOException, Quit {
        Optional<String> path = given.value("force_pubkey");
        if (path.isEmpty()) {
            return null;
        }
        Optional<Key> key = new Store(app).publicKey(path.get(), "explicitly set public key");
        if (key.isEmpty()) {
            throw app.fail();
        }
        return key.get();
    }

    private X500Name subject(boolean fresh, Key key, Key forced) throws IOException, Quit {
        Optional<String> subj = given.value("subj");
        if (fresh && subj.isEmpty()) {
            throw app.fail("The -new option requires a subject to be set using -subj");
        }
        if (fresh && key == null && forced == null) {
            throw app.fail("The -new option requires using the -key or -force_pubkey option");
        }
        return subj.isPresent() ? new Names(app, false).parse(subj.get(), "subject") : null;
    }

    private void authorityOptions(Key key) throws IOException, Quit {
        if (given.has("CA")) {
            if (key != null) {
                throw app.fail("Cannot use both -key/-signkey and -CA option");
            }
            return;
        }
        for (String each : List.of("CAkey", "CAkeyform", "CAform", "CAserial", "CAcreateserial")) {
            if (given.has(each)) {
                app.say("Warning: ignoring -" + each + " option since -CA option is not given");
            }
        }
    }

    private void extensions() throws IOException, Quit {
        Optional<String> file = given.value("extfile");
        Optional<String> section = given.value("extensions");
        if (file.isEmpty()) {
            if (section.isPresent()) {
                app.say("Warning: ignoring -extensions option without -extfile");
            }
            return;
        }
        extensionFile = new ConfFiles(app).load(file.get());
        extensionSection = section.or(() -> extensionFile.value(Conf.DEFAULT, "extensions"))
                .orElse(Conf.DEFAULT);
        if (!new ExtensionMaker(app, extensionFile, Signing.TEST)
                .addAll(extensionFile, extensionSection, new ArrayList<>())) {
            throw app.fail("Error checking extension section " + extensionSection);
        }
    }

    private Request request() throws IOException, Quit {
        Request request = Requests.load(
                app, given.value("in").orElse(null), Common.isDer(given, "inform"), "certificate request input");
        Optional<Key> key = request.key();
        if (key.isEmpty()) {
            throw app.fail("Error unpacking public key from CSR");
        }
        if (!request.isSignedBy(key.get())) {
            throw app.fail("Certificate request self-signature did not match the contents");
        }
        app.say("Certificate request self-signature ok");
        app.err().print(NameText.titled("subject=", request.subject(), names));
        return request;
    }

    private Digests.Kind digest() throws IOException, Quit {
        Optional<String> name = given.unknown();
        Optional<Digests.Kind> digest = name.isEmpty() ? Optional.of(Digests.usual()) : Digests.find(name.get());
        if (digest.isEmpty()) {
            app.errors()
                    .push(
                            0x0308010C,
                            "inner_evp_generic_fetch",
                            "crypto/evp/evp_fetch.c:386",
                            "Global default library context, Algorithm (" + name.get() + " : 0), Properties (<null>)");
            throw app.fail();
        }
        return digest.get();
    }

    private int toRequest(Sink out, X500Name name, Key own, Key key, Certificate read, Request request)
            throws IOException, Quit {
        if (key == null) {
            throw app.fail("Must specify request signing key using -key");
        }
        List<Extension> all = new ArrayList<>();
        if (!given.value("copy_extensions").orElse("none").equals("none")) {
            List<Extension> from = read != null ? read.extensions() : request.extensions();
            from.stream()
                    .filter(it -> !it.getExtnId().equals(Extension.subjectKeyIdentifier)
                            && !it.getExtnId().equals(Extension.authorityKeyIdentifier))
                    .forEach(all::add);
        }
        Optional<Request> made = new Issuing(app, random).request(name, key, List.of(), all, digest());
        if (made.isEmpty()) {
            throw app.fail();
        }
        if (!given.has("noout")) {
            out.print(Pem.encode("CERTIFICATE REQUEST", made.get().asn1().getEncoded("DER")));
        }
        return 0;
    }

    private Certificate sign(
            X500Name name, Key own, Key key, Certificate authority, Request request, Certificate read, String passin)
            throws IOException, Quit {
        Issuing issuing = new Issuing(app, random);
        List<Extension> all = inherited(request, read);
        BigInteger serial;
        if (given.has("set_serial")) {
            serial = Requests.serial(app, given.value("set_serial").get());
        } else if (authority != null) {
            serial = new SerialFile(app, given).next(issuing::serial);
        } else {
            serial = read == null ? issuing.serial() : read.serial();
        }
        int days = Integer.parseInt(given.value("days").orElse(String.valueOf(USUAL_DAYS)));
        boolean keep = given.has("preserve_dates") && read != null;
        Instant from = keep ? read.notBefore() : app.now();
        Instant to = keep ? read.notAfter() : from.plus(Duration.ofDays(days));
        X500Name issuer = authority != null ? authority.subject() : name;
        byte[] id = authority == null ? null : Issuing.keyId(authority);
        if (extensionFile != null) {
            BigInteger number = authority == null ? serial : authority.serial();
            boolean self = authority == null && key != null && key.fits(own);
            Signing signing = new Signing(name, own, issuer, id, number, self);
            if (!new ExtensionMaker(app, extensionFile, signing).addAll(extensionFile, extensionSection, all)) {
                throw app.fail("Error adding extensions from section " + extensionSection);
            }
        }
        Key signer = key != null ? key : authorityKey(authority, passin);
        Issuing.Draft draft = new Issuing.Draft(name, own, issuer, serial, from, to, all);
        Optional<Certificate> made = issuing.sign(draft, signer, id, digest());
        if (made.isEmpty()) {
            throw app.fail();
        }
        return made.get();
    }

    private List<Extension> inherited(Request request, Certificate read) {
        List<Extension> all = new ArrayList<>();
        if (given.has("clrext")) {
            return all;
        }
        if (read != null) {
            all.addAll(read.extensions());
        } else if (request != null
                && !given.value("copy_extensions").orElse("none").equals("none")) {
            all.addAll(request.extensions());
        }
        Optional<String> wanted = given.value("ext");
        if (wanted.isPresent()) {
            all.removeIf(it -> !wanted.get().contains(Objects.shortName(it.getExtnId())));
        }
        return all;
    }

    private Key authorityKey(Certificate authority, String passin) throws IOException, Quit {
        String path = given.value("CAkey").orElseGet(() -> given.value("CA").get());
        Key key = new Store(app).requirePrivateKey(path, passin, "CA private key");
        if (authority.key().isEmpty() || !authority.key().get().fits(key)) {
            app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", "");
            throw app.fail("CA certificate and CA private key do not match");
        }
        return key;
    }

    private int print(Sink out, Certificate it, boolean der) throws IOException, Quit {
        new CertificatePrinter(app, given, out, names, parts).print(it);
        if (given.has("checkend")) {
            long offset = app.number(given.value("checkend").get()).longValue();
            boolean ends = it.notAfter().isBefore(app.now().plusSeconds(offset));
            out.print(ends ? "Certificate will expire\n" : "Certificate will not expire\n");
            return ends ? 1 : 0;
        }
        CertificatePrinter.checks(given, out, it);
        if (given.has("noout", "nocert")) {
            return 0;
        }
        out.write(der ? it.der() : Pem.encode("CERTIFICATE", it.der()).getBytes(StandardCharsets.US_ASCII));
        return 0;
    }
}
