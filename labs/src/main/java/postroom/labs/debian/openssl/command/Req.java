package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.CertificateText;
import postroom.labs.debian.openssl.x509.ExtensionMaker;
import postroom.labs.debian.openssl.x509.Issuing;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Names;
import postroom.labs.debian.openssl.x509.Request;
import postroom.labs.debian.openssl.x509.Signing;
import postroom.labs.debian.openssl.x509.TextOptions;

/** {@code openssl req}: requests for certificates, and self-signed certificates. One object a call. */
final class Req {
    private static final int USUAL_DAYS = 30;

    private final App app;
    private final Given given;
    private final SecureRandom random = new SecureRandom();
    private final boolean certificate;
    private boolean fresh;
    private Conf conf;
    private Conf added;
    private String section = "req";
    private Digests.Kind digest;
    private Optional<String> extensions = Optional.empty();
    private Optional<String> requestExtensions = Optional.empty();
    private NameOptions names;
    private TextOptions parts = TextOptions.ALL;
    private boolean utf8;

    private Req(App app, Given given) {
        this.app = app;
        this.given = given;
        this.certificate = given.has("x509", "CA");
        this.fresh = given.has("new", "newkey", "precert")
                || certificate && given.value("in").isEmpty();
    }

    static Command command() {
        return app -> new Req(app, app.givenWithoutRest()).run();
    }

    private int run() throws IOException, Quit {
        String extra = options();
        if (!certificate && given.has("days")) {
            app.say("Ignoring -days without -x509; not generating a certificate");
        }
        String passin = Common.password(app, given, "passin", "Error getting passwords");
        String passout = Common.password(app, given, "passout", "Error getting passwords");
        configure(extra);
        passin = passin == null ? conf.value(section, "input_password").orElse(null) : passin;
        passout = passout == null ? conf.value(section, "output_password").orElse(null) : passout;
        Key key = key(passin, passout);
        Optional<String> subj = given.value("subj");
        X500Name subject = subj.isPresent() ? new Names(app, utf8).parse(subj.get(), "subject") : null;
        Request request = fresh ? null : read();
        if (given.has("CAkey") && !given.has("CA")) {
            app.say("Warning: Ignoring -CAkey option since no -CA option is given");
        }
        Key signer = key;
        Certificate authority = null;
        if (given.has("CA")) {
            String path = given.value("CA").get();
            String keyPath = given.value("CAkey").orElse(path);
            signer = new Store(app)
                    .requirePrivateKey(
                            keyPath,
                            passin,
                            given.has("CAkey")
                                    ? "issuer private key from -CAkey arg"
                                    : "issuer private key from -CA arg");
            authority = new Store(app).requireCertificate(path, "issuer cert from -CA arg");
            if (!fits(authority, signer)) {
                throw app.fail("Issuer CA certificate and key do not match");
            }
        }
        Certificate made = null;
        if (fresh || certificate) {
            if (signer == null) {
                throw app.fail("Must provide a signature key using -key or provide -CA / -CAkey");
            }
            List<Attribute> attributes = new ArrayList<>();
            X500Name name = subject;
            Key own = key;
            if (request != null) {
                name = subject == null ? request.subject() : subject;
                own = request.key().orElse(null);
            } else if (name == null) {
                SubjectDialogue dialogue = new SubjectDialogue(app, conf, section, given.has("batch"), utf8);
                name = dialogue.subject(!certificate);
                attributes = dialogue.attributes();
            }
            if (certificate) {
                made = certify(name, own, signer, authority, request);
            } else {
                request = request(name, own, attributes);
            }
        } else if (subject != null) {
            request = new Request(new org.bouncycastle.asn1.pkcs.CertificationRequest(
                    new org.bouncycastle.asn1.pkcs.CertificationRequestInfo(
                            subject,
                            request.asn1().getCertificationRequestInfo().getSubjectPublicKeyInfo(),
                            request.asn1().getCertificationRequestInfo().getAttributes()),
                    request.asn1().getSignatureAlgorithm(),
                    request.asn1().getSignature()));
        }
        if (given.has("verify") && request != null) {
            Key by = key != null ? key : request.key().orElse(null);
            boolean right = by != null && request.isSignedBy(by);
            app.say("Certificate request self-signature verify " + (right ? "OK" : "failure"));
        }
        return print(made, request);
    }

    private boolean fits(Certificate it, Key key) throws IOException {
        boolean fits = it.key().isPresent() && it.key().get().fits(key);
        if (!fits) {
            app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", "");
        }
        return fits;
    }

    /** Checks options; gives the lines of {@code -addext}. */
    private String options() throws IOException, Quit {
        names = Common.names(app, given);
        for (String value : given.values("reqopt")) {
            Optional<TextOptions> next = parts.with(value);
            if (next.isEmpty()) {
                throw app.usage();
            }
            parts = next.get();
        }
        utf8 = given.has("utf8");
        section = given.value("section").orElse(section);
        Set<String> seen = new HashSet<>();
        StringBuilder lines = new StringBuilder();
        for (String each : given.values("addext")) {
            int equals = each.indexOf('=');
            if (equals < 0
                    || each.substring(0, equals).isBlank()
                    || !seen.add(each.substring(0, equals).strip())) {
                app.say("Duplicate extension: " + each);
                throw app.usage();
            }
            lines.append(each).append('\n');
        }
        return lines.toString();
    }

    private void configure(String extra) throws IOException, Quit {
        ConfFiles files = new ConfFiles(app);
        if (given.has("verbose")) {
            app.say("Using configuration from " + given.value("config").orElse(ConfFiles.OWN));
        }
        conf = given.value("config").isPresent()
                ? files.load(given.value("config").get())
                : files.own();
        if (!extra.isEmpty()) {
            if (given.has("verbose")) {
                app.say("Using additional configuration from -addext options");
            }
            added = files.parse(extra, "config input");
        }
        Optional<String> named = given.unknown();
        if (named.isPresent()) {
            digest = Digests.find(named.get()).orElse(null);
            if (digest == null) {
                app.complain("Unknown option or message digest: " + named.get());
                throw app.usage();
            }
        } else {
            digest = conf.value(section, "default_md").flatMap(Digests::find).orElseGet(Digests::usual);
        }
        extensions = given.value("extensions").or(() -> conf.value(section, "x509_extensions"));
        if (extensions.isPresent() && !test(conf, extensions.get())) {
            throw app.fail("Error checking x509 extension section " + extensions.get());
        }
        if (added != null && !test(added, Conf.DEFAULT)) {
            throw app.fail("Error checking extensions defined using -addext");
        }
        utf8 |= conf.value(section, "utf8").orElse("").equals("yes");
        requestExtensions = given.value("reqexts").or(() -> conf.value(section, "req_extensions"));
        if (requestExtensions.isPresent() && !test(conf, requestExtensions.get())) {
            throw app.fail("Error checking request extension section " + requestExtensions.get());
        }
    }

    private boolean test(Conf from, String part) throws IOException {
        return new ExtensionMaker(app, conf, Signing.TEST).addAll(from, part, new ArrayList<>());
    }

    private Key key(String passin, String passout) throws IOException, Quit {
        Optional<String> path = given.value("key");
        Key key = null;
        if (path.isPresent()) {
            key = new Store(app).requirePrivateKey(path.get(), passin, "private key");
        } else if (fresh) {
            key = make();
        }
        Optional<String> keyout = given.value("keyout");
        if (keyout.isEmpty() && path.isEmpty()) {
            keyout = conf.value(section, "default_keyfile");
        }
        if (key != null && (path.isEmpty() || keyout.isPresent())) {
            write(key, keyout.orElse(null), passout);
        }
        return key;
    }

    private Key make() throws IOException, Quit {
        NewKey wanted = NewKey.of(app, given.value("newkey").orElse(null));
        int bits = wanted.bits() > 0
                ? wanted.bits()
                : conf.value(section, "default_bits")
                        .filter(it -> it.matches("[0-9]{1,6}"))
                        .map(Integer::parseInt)
                        .orElse(2048);
        KeyMaker maker = wanted.maker();
        if (maker.type().equals("RSA")) {
            if (!maker.bits(bits)) {
                throw app.fail("Error setting keysize");
            }
            if (bits > KeyMaker.MAX_RSA_BITS) {
                app.say("Warning: It is not recommended to use more than 16384 bit for RSA keys.\n"
                        + "         Your key size is " + bits + "! Larger key size may behave not as expected.");
            }
        }
        for (String each : given.values("pkeyopt")) {
            if (!maker.option(each)) {
                throw app.fail("Key parameter error \"" + each + "\"");
            }
        }
        if (given.has("verbose")) {
            String size = maker.type().equals("RSA") ? " with " + bits + " bits" : "";
            app.say("Generating RSA key".replace("RSA", maker.type()) + size);
        }
        Optional<Key> made = maker.make(true);
        if (made.isEmpty()) {
            app.complain("Error generating " + wanted.name() + " key");
            throw app.fail();
        }
        return made.get();
    }

    private void write(Key key, String path, String passout) throws IOException, Quit {
        if (given.has("verbose")) {
            app.say("Writing private key to " + (path == null ? "stdout" : "'" + path + "'"));
        }
        boolean plain = given.has("nodes", "noenc")
                || conf.value(section, "encrypt_rsa_key")
                        .or(() -> conf.value(section, "encrypt_key"))
                        .orElse("")
                        .equals("no");
        String named = given.value("cipher").orElse("des-ede3-cbc");
        String cipher = plain ? null : Pbes2.cipher(named).orElse("des-ede3-cbc");
        try (Sink out = app.files().writePrivate(path)) {
            if (!new KeyWriter(app).pem(out, key, cipher, passout, false)) {
                throw app.fail();
            }
        }
        app.say("-----");
    }

    private Request read() throws IOException, Quit {
        return Requests.load(app, given.value("in").orElse(null), Common.isDer(given, "inform"), "X509 request");
    }

    private Certificate certify(X500Name subject, Key key, Key signer, Certificate authority, Request request)
            throws IOException, Quit {
        Issuing issuing = new Issuing(app, random);
        BigInteger serial = given.value("set_serial").isPresent()
                ? Requests.serial(app, given.value("set_serial").get())
                : issuing.serial();
        int days = Integer.parseInt(given.value("days").orElse(String.valueOf(USUAL_DAYS)));
        Instant now = app.now();
        X500Name issuer = authority == null ? subject : authority.subject();
        List<Extension> all = new ArrayList<>();
        if (request != null) {
            Optional<String> copy = given.value("copy_extensions");
            if (copy.isEmpty()) {
                app.say("Warning: No -copy_extensions given; ignoring any extensions in the request");
            } else if (!copy.get().equals("none")) {
                all.addAll(request.extensions());
            }
        }
        boolean self = authority == null;
        if (self && !signer.fits(key)) {
            app.say("Warning: Signature key and public key of cert do not match");
            self = false;
        }
        byte[] id = authority == null ? null : Issuing.keyId(authority);
        BigInteger number = authority == null ? serial : authority.serial();
        Signing signing = new Signing(subject, key, issuer, id, number, self);
        if (extensions.isPresent() && !add(conf, extensions.get(), signing, all)) {
            throw app.fail("Error adding x509 extensions from section " + extensions.get());
        }
        if (added != null && !add(added, Conf.DEFAULT, signing, all)) {
            throw app.fail("Error adding extensions defined via -addext");
        }
        Issuing.Draft draft =
                new Issuing.Draft(subject, key, issuer, serial, now, now.plus(Duration.ofDays(days)), all);
        Optional<Certificate> made = issuing.sign(draft, signer, id, digest);
        if (made.isEmpty()) {
            throw app.fail();
        }
        return made.get();
    }

    private boolean add(Conf from, String part, Signing signing, List<Extension> to) throws IOException {
        return new ExtensionMaker(app, conf, signing).addAll(from, part, to);
    }

    private Request request(X500Name subject, Key key, List<Attribute> attributes) throws IOException, Quit {
        List<Extension> all = new ArrayList<>();
        Signing signing = new Signing(subject, key, null, null, null, false);
        if (requestExtensions.isPresent() && !add(conf, requestExtensions.get(), signing, all)) {
            throw app.fail("Error adding request extensions from section " + requestExtensions.get());
        }
        if (added != null && !add(added, Conf.DEFAULT, signing, all)) {
            throw app.fail("Error adding extensions defined via -addext");
        }
        Optional<Request> made = new Issuing(app, random).request(subject, key, attributes, all, digest);
        if (made.isEmpty()) {
            throw app.fail();
        }
        return made.get();
    }

    private int print(Certificate made, Request request) throws IOException, Quit {
        boolean noout = given.has("noout");
        if (noout && !given.has("text", "modulus", "subject", "pubkey")) {
            return 0;
        }
        String path = given.value("out").orElse(null);
        boolean append = path != null && path.equals(given.value("keyout").orElse(null));
        boolean der = Common.isDer(given, "outform");
        Key key = made != null ? made.key().orElse(null) : request.key().orElse(null);
        try (Sink out = append ? app.files().append(path, !der) : app.files().write(path, !der)) {
            if (given.has("pubkey")) {
                if (key == null) {
                    throw app.fail("Error getting public key");
                }
                out.print(Pem.encode("PUBLIC KEY", key.info().getEncoded("DER")));
            }
            if (given.has("text")) {
                out.print(
                        made != null
                                ? CertificateText.of(made, names, parts)
                                : CertificateText.of(request, names, parts));
            }
            if (given.has("subject")) {
                out.print(NameText.titled("subject=", made != null ? made.subject() : request.subject(), names));
            }
            if (given.has("modulus")) {
                boolean rsa = key != null && key.type().startsWith("RSA");
                out.print("Modulus=" + (rsa ? Hex.number(key.modulus()) : "Wrong Algorithm type") + "\n");
            }
            if (!noout && made != null) {
                out.write(
                        der ? made.der() : Pem.encode("CERTIFICATE", made.der()).getBytes(StandardCharsets.US_ASCII));
            } else if (!noout) {
                byte[] bytes = request.asn1().getEncoded("DER");
                String type = given.has("newhdr") ? "NEW CERTIFICATE REQUEST" : "CERTIFICATE REQUEST";
                out.write(der ? bytes : Pem.encode(type, bytes).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return 0;
    }
}
