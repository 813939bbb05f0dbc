package postroom.labs.debian.openssl.command;

import java.io.ByteArrayOutputStream;
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
import java.util.Set;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.ca.Counter;
import postroom.labs.debian.openssl.ca.Database;
import postroom.labs.debian.openssl.ca.Entry;
import postroom.labs.debian.openssl.ca.Policy;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
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
import postroom.labs.debian.openssl.x509.Times;

/** How {@code openssl ca} signs requests: its rules, its questions, and what it writes down. */
final class CaSigning {
    private static final Set<String> NOT_COPIED = Set.of("subjectKeyIdentifier", "authorityKeyIdentifier");

    private final App app;
    private final Given given;
    private final Conf conf;
    private final String section;
    private final Database database;
    private final Key key;
    private final Certificate authority;
    private final String digest;
    private final Conf extra;
    private final boolean verbose;
    private final SecureRandom random = new SecureRandom();
    private final List<Certificate> made = new ArrayList<>();
    private Policy policy;
    private String extensions;
    private Instant start;
    private Instant end;
    private long days;
    private Counter counter;
    private BigInteger serial;

    CaSigning(
            App app,
            Given given,
            Conf conf,
            String section,
            Database database,
            Key key,
            Certificate authority,
            String digest,
            Conf extra) {
        this.app = app;
        this.given = given;
        this.conf = conf;
        this.section = section;
        this.database = database;
        this.key = key;
        this.authority = authority;
        this.digest = digest;
        this.extra = extra;
        this.verbose = given.has("verbose");
    }

    private String lookup(String name) throws IOException, Quit {
        return Ca.lookup(app, conf, section, name);
    }

    private Optional<String> value(String name) {
        return conf.value(section, name);
    }

    private void tell(String text) throws IOException {
        if (verbose) {
            app.say(text);
        }
    }

    void run() throws IOException, Quit {
        prepare();
        int total = 0;
        if (given.has("ss_cert")) {
            total++;
            certify(new Store(app).requireCertificate(given.value("ss_cert").get(), "certificate"));
        }
        List<String> files = new ArrayList<>();
        given.value("in").ifPresent(files::add);
        files.addAll(given.rest());
        for (String each : files) {
            total++;
            boolean der = Common.isDer(given, "inform");
            certify(Requests.load(app, each, der, "certificate request"));
        }
        if (!made.isEmpty()) {
            finish(total);
        }
    }

    private void prepare() throws IOException, Quit {
        tell("message digest is " + digest);
        String name = given.value("policy").isPresent() ? given.value("policy").get() : lookup("policy");
        tell("policy is " + name);
        boolean unwritten = value("rand_serial").isPresent();
        boolean drawn = given.has("rand_serial") || unwritten;
        counter = unwritten ? null : new Counter(app, lookup("serial"));
        checkExtensions();
        times();
        serial = drawn || given.has("create_serial") && !counter.exists()
                ? new Issuing(app, random).serial()
                : counter.next("error while loading serial number");
        tell("next serial number is " + Counter.digits(serial));
        if (!conf.has(name)) {
            throw app.fail("unable to find 'section' for " + name);
        }
        policy = new Policy(app, conf.entries(name));
    }

    private void checkExtensions() throws IOException, Quit {
        Conf from = extra == null ? conf : extra;
        extensions = given.value("extensions")
                .or(() -> extra == null ? value("x509_extensions") : extra.value(Conf.DEFAULT, "extensions"))
                .orElse(extra == null ? null : Conf.DEFAULT);
        if (extensions != null
                && !new ExtensionMaker(app, from, Signing.TEST).addAll(from, extensions, new ArrayList<>())) {
            throw app.fail(
                    extra == null
                            ? "Error checking certificate extension config section " + extensions
                            : "Error checking certificate extensions from extfile section " + extensions);
        }
    }

    private void times() throws IOException, Quit {
        Optional<String> from = given.value("startdate").or(() -> value("default_startdate"));
        start = from.isEmpty() || from.get().equals("today") ? app.now() : time(from.get(), "start");
        Optional<String> to = given.value("enddate").or(() -> value("default_enddate"));
        String configured = value("default_days").orElse("0");
        days = given.has("days")
                ? Long.parseLong(given.value("days").get())
                : configured.matches("[0-9]{1,6}") ? Long.parseLong(configured) : 0;
        if (to.isPresent()) {
            end = time(to.get(), "end");
            days = Duration.between(app.now(), end).toDays();
        } else if (days == 0) {
            throw app.fail("cannot lookup how many days to certify for");
        } else {
            end = app.now().plus(Duration.ofDays(days));
        }
    }

    private Instant time(String text, String what) throws IOException, Quit {
        Optional<Instant> time = Times.parse(text);
        if (time.isEmpty()) {
            throw app.fail(what + " date is invalid, it should be YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ");
        }
        return time.get();
    }

    private void certify(Request request) throws IOException, Quit {
        if (verbose) {
            app.err()
                    .print(CertificateText.of(
                            request, NameOptions.COMPAT.with("ca_default").orElseThrow(), TextOptions.ALL));
        }
        app.say("Check that the request matches the signature");
        Optional<Key> own = request.key();
        if (given.has("selfsign") && (own.isEmpty() || !own.get().fits(key))) {
            app.say("Certificate request and CA private key do not match");
            app.errors().push(0x05800074, "X509_REQ_check_private_key", "crypto/x509/x509_req.c:93", "");
            app.errors().print();
            return;
        }
        if (own.isEmpty()) {
            app.say("error unpacking public key");
            return;
        }
        if (!request.isSignedBy(own.get())) {
            app.say("Signature did not match the certificate request");
            app.errors().print();
            return;
        }
        app.say("Signature ok");
        body(request.subject(), own.get(), request.extensions());
    }

    private void certify(Certificate self) throws IOException, Quit {
        app.say("Check that the request matches the signature");
        app.say("Signature ok");
        body(self.subject(), self.key().orElseThrow(), self.extensions());
    }

    private void body(X500Name subject, Key own, List<Extension> wanted) throws IOException, Quit {
        X500Name name = given.has("subj")
                ? new Names(app, given.has("utf8")).parse(given.value("subj").get(), "subject")
                : subject;
        boolean plain = value("name_opt").isEmpty() && value("cert_opt").isEmpty();
        if (plain) {
            app.say("The Subject's Distinguished Name is as follows");
            old(name);
        }
        boolean self = given.has("selfsign");
        Optional<X500Name> checked = policy.apply(name, self ? name : authority.subject());
        if (checked.isEmpty()) {
            throw new Quit(1);
        }
        X500Name chosen = given.has("preserveDN") || isYes("preserve") ? name : checked.get();
        chosen = withoutMailbox(chosen);
        tell("Everything appears to be ok, creating and signing the certificate");
        List<Extension> all = extensions(chosen, own, wanted);
        tell("The subject name appears to be ok, checking database for clashes");
        String text = NameText.slashed(checked.get());
        clashes(text);
        Optional<Digests.Kind> kind = digest.equals("null") ? Optional.of(Digests.usual()) : Digests.find(digest);
        Issuing.Draft draft =
                new Issuing.Draft(chosen, own, self ? chosen : authority.subject(), serial, start, end, all);
        Optional<Certificate> signed = new Issuing(app, random)
                .sign(draft, key, self ? null : Issuing.keyId(authority), kind.orElseGet(Digests::usual));
        if (signed.isEmpty()) {
            throw app.fail();
        }
        if (!plain) {
            details(signed.get());
        }
        app.say("Certificate is to be certified until " + Times.text(end) + (days != 0 ? " (" + days + " days)" : ""));
        if (!given.has("batch") && !agreed()) {
            return;
        }
        if (kind.isEmpty()) {
            throw Ca.unknownDigest(app, digest);
        }
        database.add(new Entry('V', Times.asn1(end), "", Counter.digits(serial), "unknown", text));
        app.say("");
        made.add(signed.get());
        serial = serial.add(BigInteger.ONE);
    }

    private boolean isYes(String option) {
        return value(option).map(Database::isYes).orElse(false);
    }

    private X500Name withoutMailbox(X500Name name) {
        if (!given.has("noemailDN") && !value("email_in_dn").orElse("yes").equals("no")) {
            return name;
        }
        List<RDN> kept = new ArrayList<>();
        for (RDN each : name.getRDNs()) {
            if (!Objects.shortName(each.getFirst().getType()).equals("emailAddress")) {
                kept.add(each);
            }
        }
        return new X500Name(kept.toArray(RDN[]::new));
    }

    private void old(X500Name name) throws IOException {
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
                String label = Objects.longName(each.getType());
                Object value = each.getValue();
                String type = value instanceof ASN1PrintableString
                        ? "PRINTABLE:'"
                        : value instanceof ASN1T61String
                                ? "T61STRING:'"
                                : value instanceof ASN1IA5String
                                        ? "IA5STRING:'"
                                        : value instanceof ASN1UniversalString ? "UNIVERSALSTRING:'" : "ASN.1 12:'";
                String text = value instanceof ASN1String it ? it.getString() : "";
                app.say(label + " ".repeat(Math.max(0, 22 - label.length())) + ":" + type + text + "'");
            }
        }
    }

    private List<Extension> extensions(X500Name name, Key own, List<Extension> wanted) throws IOException, Quit {
        List<Extension> all = new ArrayList<>();
        boolean self = given.has("selfsign");
        Signing signing = self
                ? new Signing(name, own, name, null, serial, true)
                : new Signing(name, own, authority.subject(), Issuing.keyId(authority), authority.serial(), false);
        Conf from = extra == null ? conf : extra;
        if (extensions != null) {
            if (extra != null) {
                tell("Extra configuration file found");
            }
            if (!new ExtensionMaker(app, from, signing).addAll(from, extensions, all)) {
                throw app.fail("ERROR: adding extensions in section " + extensions);
            }
            tell(
                    extra == null
                            ? "Successfully added extensions from config"
                            : "Successfully added extensions from file.");
        }
        String copy = value("copy_extensions").orElse("none");
        if (copy.equals("copy") || copy.equals("copyall")) {
            for (Extension each : wanted) {
                String id = Objects.shortName(each.getExtnId());
                boolean there = all.stream().anyMatch(it -> it.getExtnId().equals(each.getExtnId()));
                if (!NOT_COPIED.contains(id) && (!there || copy.equals("copyall"))) {
                    ExtensionMaker.put(each, all);
                }
            }
        }
        return all;
    }

    private void clashes(String subject) throws IOException, Quit {
        Optional<Entry> found = database.isUnique() ? database.bySubject(subject) : Optional.empty();
        if (found.isPresent()) {
            app.say("ERROR:There is already a certificate for " + subject);
        } else {
            found = database.bySerial(Counter.digits(serial));
            if (found.isPresent()) {
                app.say("ERROR:Serial number " + Counter.digits(serial) + " has already been issued,");
                app.say("      check the database/serial_file for corruption");
            }
        }
        if (found.isEmpty()) {
            return;
        }
        Entry it = found.get();
        app.say("The matching entry has the following details");
        app.say("Type          :" + (it.type() == 'E' ? "Expired" : it.type() == 'R' ? "Revoked" : "Valid"));
        if (it.type() == 'R') {
            app.say("Was revoked on:" + it.revoked());
        }
        app.say("Expires on    :" + it.expires());
        app.say("Serial Number :" + it.serial());
        app.say("File name     :" + it.file());
        app.say("Subject Name  :" + it.subject());
        throw new Quit(1);
    }

    private void details(Certificate it) throws IOException, Quit {
        app.say("Certificate Details:");
        Optional<NameOptions> names = NameOptions.COMPAT.with(value("name_opt").orElse("ca_default"));
        Optional<TextOptions> parts = TextOptions.ALL
                .with(value("cert_opt").orElse("ca_default"))
                .flatMap(all -> all.with("no_sigdump,no_signame"));
        if (names.isEmpty()) {
            throw app.fail("Invalid name options: \"" + value("name_opt").get() + "\"");
        }
        if (parts.isEmpty()) {
            throw app.fail("Invalid certificate options: \"" + value("cert_opt").get() + "\"");
        }
        app.err().print(CertificateText.of(it, names.get(), parts.get()));
    }

    private boolean agreed() throws IOException {
        app.err().print("Sign the certificate? [y/n]:");
        Optional<String> answer = line();
        if (answer.isEmpty()) {
            app.say("CERTIFICATE WILL NOT BE CERTIFIED: I/O error");
            return false;
        }
        boolean yes = answer.get().toLowerCase(Locale.ROOT).startsWith("y");
        if (!yes) {
            app.say("CERTIFICATE WILL NOT BE CERTIFIED");
        }
        return yes;
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (app.process().read(0, one, 0, 1) == 1) {
            if (one[0] == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() < 1024) {
                line.write(one[0]);
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private void finish(int total) throws IOException, Quit {
        if (!given.has("batch")) {
            app.err().print("\n" + made.size() + " out of " + total + " certificate requests certified, commit? [y/n]");
            Optional<String> answer = line();
            if (answer.isEmpty() || !answer.get().toLowerCase(Locale.ROOT).startsWith("y")) {
                app.say(answer.isEmpty() ? "CERTIFICATION CANCELED: I/O error" : "CERTIFICATION CANCELED");
                throw new Quit(0);
            }
        }
        app.say("Write out database with " + made.size() + " new entries");
        tell("writing new certificates");
        String folder = given.value("outdir").or(() -> value("new_certs_dir")).orElseThrow();
        for (Certificate each : made) {
            String path = folder + "/" + Counter.digits(each.serial()) + ".pem";
            tell("writing " + path);
            try (Sink out = app.files().write(path, true)) {
                write(each, out);
            }
            try (Sink out = app.files().write(given.value("out").orElse(null), true)) {
                write(each, out);
            }
        }
        if (counter != null) {
            counter.save(serial);
        }
        database.save();
        app.say("Database updated");
    }

    private void write(Certificate it, Sink out) throws IOException {
        if (!given.has("notext")) {
            out.print(CertificateText.of(it, NameOptions.COMPAT, TextOptions.ALL));
        }
        out.print(Pem.encode("CERTIFICATE", it.der()));
    }
}
