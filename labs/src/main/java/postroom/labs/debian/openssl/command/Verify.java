package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificateList;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.store.TrustFiles;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Purpose;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.debian.openssl.x509.VerifyError;

/** {@code openssl verify}: whether certificates can be trusted. */
final class Verify implements Command {
    /** Errors after which the check goes on, to find others ({@code cb} in {@code verify.c}). */
    private static final Set<Integer> GO_ON = Set.of(10, 11, 12, 18, 25, 26, 79);

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        NameOptions names = Common.names(app, given);
        Verifier.Rules rules = rules(app, given);
        List<Certificate> untrusted = new ArrayList<>();
        for (String path : given.values("untrusted")) {
            List<Certificate> found = new Store(app).certificates(path, "untrusted certificates");
            if (found.isEmpty()) {
                throw new Quit(1);
            }
            untrusted.addAll(found);
        }
        Trust trust = trust(app, given);
        for (String path : given.values("CRLfile")) {
            Optional<CertificateList> list = new Store(app).crl(path, "CRL");
            if (list.isEmpty()) {
                throw app.fail();
            }
            trust.add(list.get());
        }
        int status = 0;
        List<String> files = new ArrayList<>(given.rest());
        if (files.isEmpty()) {
            files.add(null);
        }
        for (String file : files) {
            if (!check(app, given, file, new Check(trust, untrusted, rules, names))) {
                status = 2;
            }
        }
        return status;
    }

    private record Check(Trust trust, List<Certificate> untrusted, Verifier.Rules rules, NameOptions names) {}

    private static Trust trust(App app, Given given) throws IOException, Quit {
        if (given.values("trusted").isEmpty()) {
            return new TrustFiles(app).load(given, true);
        }
        if (given.has("CAfile", "CApath", "CAstore")) {
            app.complain("Cannot use -trusted with -CAfile, -CApath or -CAstore");
            throw new Quit(1);
        }
        Trust trust = new Trust();
        for (String path : given.values("trusted")) {
            List<Certificate> found = new Store(app).certificates(path, "trusted certificates");
            if (found.isEmpty()) {
                throw new Quit(1);
            }
            trust.add(found);
        }
        return trust;
    }

    /** What the options say that {@code verify} and {@code s_client} share. */
    static Verifier.Rules rules(App app, Given given) throws IOException, Quit {
        Purpose purpose = null;
        if (given.value("purpose").isPresent()) {
            Optional<Purpose> found = Purpose.find(given.value("purpose").get());
            if (found.isEmpty()) {
                app.complain("Invalid purpose " + given.value("purpose").get());
                throw new Quit(1);
            }
            purpose = found.get();
        }
        Instant time = given.value("attime").isPresent()
                ? Instant.ofEpochSecond(app.number(given.value("attime").get()).longValue())
                : app.now();
        return new Verifier.Rules(
                given.has("no_check_time") ? null : time,
                given.value("verify_hostname").orElse(null),
                given.value("verify_ip").orElse(null),
                given.value("verify_email").orElse(null),
                purpose,
                given.has("partial_chain"),
                given.has("crl_check_all")
                        ? Verifier.Revocation.ALL
                        : given.has("crl_check") ? Verifier.Revocation.OWN : Verifier.Revocation.NONE,
                given.has("check_ss_sig"));
    }

    private static boolean check(App app, Given given, String file, Check check) throws IOException, Quit {
        Optional<Certificate> certificate = new Store(app).certificate(file, "certificate file");
        if (certificate.isEmpty()) {
            return false;
        }
        Verifier verifier = new Verifier(check.trust(), check.untrusted(), check.rules(), (error, depth, at) -> {
            if (error == 0) {
                return true;
            }
            app.say(NameText.of(at.subject(), check.names(), 0));
            app.say("error " + error + " at " + depth + " depth lookup: " + VerifyError.text(error));
            return GO_ON.contains(error);
        });
        String shown = file == null ? "stdin" : file;
        if (!verifier.verify(certificate.get()) || verifier.error() != 0) {
            app.say("error " + shown + ": verification failed");
            return false;
        }
        app.out().println(shown + ": OK");
        if (given.has("show_chain")) {
            app.out().println("Chain:");
            int depth = 0;
            for (Certificate each : verifier.chain()) {
                app.out()
                        .println("depth=" + depth + ": " + NameText.of(each.subject(), check.names(), 0)
                                + (depth < verifier.trustedFrom() ? " (untrusted)" : ""));
                depth++;
            }
        }
        return true;
    }
}
