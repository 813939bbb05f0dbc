package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.ca.Counter;
import postroom.labs.debian.openssl.ca.Database;
import postroom.labs.debian.openssl.ca.Entry;
import postroom.labs.debian.openssl.ca.Revocation;
import postroom.labs.debian.openssl.ca.RevocationList;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.ExtensionMaker;
import postroom.labs.debian.openssl.x509.Issuing;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Signing;
import postroom.labs.debian.openssl.x509.Times;

/** {@code openssl ca}: a small certification authority with files for its memory. One object a call. */
final class Ca {
    private static final String FAULTY_TIME = " date is invalid, it should be YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ";

    private final App app;
    private final Given given;
    private final SecureRandom random = new SecureRandom();
    private Conf conf;
    private String section;
    private Database database;
    private Key key;
    private Certificate authority;

    private Ca(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    static Command command() {
        return app -> new Ca(app, app.given()).run();
    }

    private int run() throws IOException, Quit {
        ConfFiles files = new ConfFiles(app);
        String path = given.value("config").orElse(files.ownPath());
        app.say("Using configuration from " + path);
        conf = files.load(path);
        section = given.value("name", "section").isPresent()
                ? given.value("name", "section").get()
                : lookup("ca", "default_ca");
        boolean unique = value("unique_subject").map(Database::isYes).orElse(true);
        if (given.has("status")) {
            return status(Database.load(app, lookup(section, "database"), unique));
        }
        keys();
        boolean signs = given.has("in", "ss_cert") || !given.rest().isEmpty();
        if (signs) {
            folder();
        }
        database = Database.load(app, lookup(section, "database"), unique);
        if (given.has("verbose")) {
            for (Entry each : database.entries()) {
                app.out().println(each.line());
            }
            app.say(database.entries().size() + " entries loaded from the database");
            app.say("generating index");
        }
        if (given.has("updatedb")) {
            update();
        }
        Conf extra = given.has("extfile")
                ? new ConfFiles(app).load(given.value("extfile").get())
                : null;
        String digest = signs || given.has("gencrl") ? digest() : "";
        if (signs) {
            new CaSigning(app, given, conf, section, database, key, authority, digest, extra).run();
        }
        if (given.has("gencrl")) {
            list(digest);
        }
        if (given.has("revoke", "valid")) {
            revoke();
        }
        return 0;
    }

    /** A value that must be there ({@code lookup_conf}). */
    private String lookup(String group, String name) throws IOException, Quit {
        return lookup(app, conf, group, name);
    }

    static String lookup(App app, Conf conf, String group, String name) throws IOException, Quit {
        Optional<String> value = conf.value(group, name);
        if (value.isEmpty()) {
            app.errors()
                    .push(
                            0x0700006C,
                            "NCONF_get_string",
                            "crypto/conf/conf_lib.c:315",
                            "group=" + group + " name=" + name);
            throw app.fail("variable lookup failed for " + group + "::" + name);
        }
        return value.get();
    }

    private Optional<String> value(String name) {
        return conf.value(section, name);
    }

    private int status(Database from) throws IOException {
        String typed = given.value("status").get();
        String serial = typed.length() == 1 ? "0" + typed : typed.length() % 2 == 0 ? typed : "0" + typed;
        serial = serial.toUpperCase(Locale.ROOT);
        Optional<Entry> entry = from.bySerial(serial);
        if (entry.isEmpty()) {
            app.say("Serial " + serial + " not present in db.");
            app.say("Error verifying serial " + typed + "!");
            return 1;
        }
        String what = switch (entry.get().type()) {
            case 'V' -> "Valid (V)";
            case 'R' -> "Revoked (R)";
            case 'E' -> "Expired (E)";
            default -> "unknown (" + entry.get().type() + ").";
        };
        app.say(serial + "=" + what);
        return 1;
    }

    private void keys() throws IOException, Quit {
        String keyPath =
                given.value("keyfile").isPresent() ? given.value("keyfile").get() : lookup(section, "private_key");
        String password = given.value("key").orElse(null);
        password = password == null ? Common.password(app, given, "passin", "Error getting password") : password;
        key = new Store(app).requirePrivateKey(keyPath, password, "CA private key");
        if (given.has("selfsign") && !given.has("ss_cert", "gencrl", "spkac")) {
            return;
        }
        String path = given.value("cert").isPresent() ? given.value("cert").get() : lookup(section, "certificate");
        authority = new Store(app).requireCertificate(path, password, "CA certificate");
        if (authority.key().isEmpty() || !authority.key().get().fits(key)) {
            app.errors().push(0x05800074, "X509_check_private_key", "crypto/x509/x509_cmp.c:403", "");
            throw app.fail("CA certificate and CA private key do not match");
        }
    }

    private void folder() throws IOException, Quit {
        Optional<String> folder = given.value("outdir").or(() -> value("new_certs_dir"));
        if (folder.isEmpty()) {
            throw app.fail("there needs to be defined a directory for new certificate to be placed in");
        }
        if (!app.process().files().exists(folder.get())) {
            app.complain(folder.get() + " is not a directory");
            throw app.fail(folder.get() + ": No such file or directory");
        }
    }

    private String digest() throws IOException, Quit {
        if (key.type().startsWith("ED")) {
            return "null";
        }
        String named = given.value("md").isPresent() ? given.value("md").get() : lookup(section, "default_md");
        return named.equals("default") ? "SHA256" : named;
    }

    private void update() throws IOException, Quit {
        boolean verbose = given.has("verbose");
        if (verbose) {
            app.say("Updating " + lookup(section, "database") + " ...");
        }
        int count = database.expire(Times.asn1(app.now()));
        if (count > 0) {
            database.save();
        }
        if (verbose) {
            app.say(count == 0 ? "No entries found to mark expired" : "Done. " + count + " entries marked as expired");
        }
    }

    private void list(String digest) throws IOException, Quit {
        List<Extension> extensions = new ArrayList<>();
        Optional<String> part = given.value("crlexts").or(() -> value("crl_extensions"));
        Signing signing = new Signing(
                authority.subject(), key, authority.subject(), Issuing.keyId(authority), authority.serial(), true);
        if (part.isPresent() && !new ExtensionMaker(app, conf, signing).addAll(conf, part.get(), extensions)) {
            app.errors().clear();
            throw app.fail("Error checking CRL extension section " + part.get());
        }
        Optional<Counter> counter = value("crlnumber").map(it -> new Counter(app, it));
        BigInteger number = counter.isEmpty() ? null : counter.get().next("error while loading CRL number");
        Instant from = given.has("crl_lastupdate") ? time("crl_lastupdate", "CRL lastUpdate time") : app.now();
        Instant next = nextUpdate(from);
        if (number != null) {
            extensions.add(0, new Extension(Extension.cRLNumber, false, new ASN1Integer(number).getEncoded("DER")));
        }
        Optional<Digests.Kind> kind = digest.equals("null") ? Optional.of(Digests.usual()) : Digests.find(digest);
        if (kind.isEmpty()) {
            throw unknownDigest(app, digest);
        }
        if (given.has("verbose")) {
            app.say("making CRL");
            app.say("signing CRL");
        }
        Optional<CertificateList> made =
                RevocationList.make(authority.subject(), key, kind.get(), from, next, database, extensions, random);
        if (made.isEmpty()) {
            throw app.fail();
        }
        if (number != null) {
            counter.get().save(number.add(BigInteger.ONE));
        }
        try (Sink out = app.files().write(given.value("out").orElse(null), true)) {
            out.write(Pem.encode("X509 CRL", made.get().getEncoded("DER")).getBytes(StandardCharsets.US_ASCII));
        }
    }

    static Quit unknownDigest(App app, String name) throws IOException {
        app.errors()
                .push(
                        0x0308010C,
                        "inner_evp_generic_fetch",
                        "crypto/evp/evp_fetch.c:386",
                        "Global default library context, Algorithm (" + name + " : 0), Properties (<null>)");
        app.errors().push(0x03000086, "do_sigver_init", "crypto/evp/m_sigver.c:251", "");
        return app.fail();
    }

    private Instant nextUpdate(Instant from) throws IOException, Quit {
        if (given.has("crl_nextupdate")) {
            return time("crl_nextupdate", "CRL nextUpdate time");
        }
        long seconds = number("crldays", 86_400) + number("crlhours", 3_600) + number("crlsec", 1);
        if (seconds == 0) {
            seconds = configured("default_crl_days", 86_400) + configured("default_crl_hours", 3_600);
        }
        if (seconds == 0) {
            throw app.fail("cannot lookup how long until the next CRL is issued");
        }
        return from.plus(Duration.ofSeconds(seconds));
    }

    private long number(String option, long unit) {
        return Long.parseLong(given.value(option).orElse("0")) * unit;
    }

    private long configured(String name, long unit) {
        String text = value(name).orElse("0");
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) * unit : 0;
    }

    private Instant time(String option, String what) throws IOException, Quit {
        Optional<Instant> time = Times.parse(given.value(option).get());
        if (time.isEmpty()) {
            throw app.fail(what + FAULTY_TIME);
        }
        return time.get();
    }

    private void revoke() throws IOException, Quit {
        boolean valid = !given.has("revoke");
        Certificate it =
                new Store(app).requireCertificate(given.value("revoke", "valid").get(), "certificate to be revoked");
        String serial = Counter.digits(it.serial());
        String subject = NameText.slashed(it.subject());
        if (database.bySerial(serial).isEmpty()) {
            app.say("Adding Entry with serial number " + serial + " to DB for " + subject);
            database.add(new Entry('V', Times.asn1(it.notAfter()), "", serial, "unknown", subject));
        } else if (!database.bySerial(serial).get().subject().equals(subject)) {
            throw app.fail("ERROR:name does not match " + subject);
        } else if (valid) {
            throw app.fail("ERROR:Already present, serial number " + serial);
        }
        if (!valid) {
            Entry entry = database.bySerial(serial).orElseThrow();
            if (entry.type() == 'R') {
                throw app.fail("ERROR:Already revoked, serial number " + serial);
            }
            app.say("Revoking Certificate " + serial + ".");
            database.replace(entry.revokedBy(reason().text(Times.asn1(app.now()))));
        }
        database.save();
        app.say("Database updated");
    }

    private Revocation reason() throws IOException, Quit {
        if (given.has("crl_reason")) {
            String name = given.value("crl_reason").get();
            Optional<Revocation> found = Revocation.named(name);
            if (found.isEmpty()) {
                app.say("Unknown CRL reason " + name);
                throw app.fail("Error in revocation arguments");
            }
            return found.get();
        }
        if (given.has("crl_hold")) {
            String name = given.value("crl_hold").get();
            if (Objects.find(name).isEmpty()) {
                app.say("Invalid object identifier " + name);
                throw app.fail("Error in revocation arguments");
            }
            return new Revocation("holdInstruction", name);
        }
        if (given.has("crl_compromise", "crl_CA_compromise")) {
            boolean own = given.has("crl_compromise");
            String time = given.value("crl_compromise", "crl_CA_compromise").get();
            if (!time.matches("[0-9]{14}Z") || Times.parse(time).isEmpty()) {
                app.say("Invalid time format " + time + ". Need YYYYMMDDHHMMSSZ");
                throw app.fail("Error in revocation arguments");
            }
            return new Revocation(own ? "keyTime" : "CAkeyTime", time);
        }
        return Revocation.NONE;
    }
}
