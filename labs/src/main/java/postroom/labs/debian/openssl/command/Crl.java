package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificateList;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.debian.openssl.store.TrustFiles;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.CrlText;
import postroom.labs.debian.openssl.x509.NameHash;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Times;

/** {@code openssl crl}: shows lists of revoked certificates, and checks who signed them. */
final class Crl implements Command {
    private static final List<String> TRUST = List.of("verify", "CAfile", "CApath", "CAstore");

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        NameOptions names = Common.names(app, given);
        Digests.Kind digest = digest(app, given);
        CertificateList list =
                new Store(app).crl(given.value("in").orElse(null), "CRL").orElse(null);
        if (list == null) {
            throw app.fail();
        }
        if (TRUST.stream().anyMatch(given::has)) {
            verify(app, given, list);
        }
        if (given.has("badsig")) {
            list = corrupted(list);
        }
        for (Given.Flag flag : given.flags()) {
            one(app, given, flag, list, names, digest);
        }
        boolean der = Common.isDer(given, "outform");
        try (Sink out = app.files().write(given.value("out").orElse(null), !der)) {
            if (given.has("text")) {
                out.print(CrlText.of(list, names));
            }
            if (!given.has("noout")) {
                byte[] bytes = list.getEncoded("DER");
                out.write(der ? bytes : Pem.encode("X509 CRL", bytes).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return 0;
    }

    private static Digests.Kind digest(App app, Given given) throws IOException, Quit {
        Optional<String> name = given.unknown();
        if (name.isEmpty()) {
            return Digests.find("sha1").orElseThrow();
        }
        Optional<Digests.Kind> found = Digests.find(name.get());
        if (found.isEmpty()) {
            app.complain("Unknown option or message digest: " + name.get());
            app.complain("Use -help for summary.");
            app.errors()
                    .push(
                            0x0308010C,
                            "inner_evp_generic_fetch",
                            "crypto/evp/evp_fetch.c:386",
                            "Global default library context, Algorithm (" + name.get() + " : 0), Properties (<null>)");
            throw app.fail();
        }
        return found.get();
    }

    private static void verify(App app, Given given, CertificateList list) throws IOException, Quit {
        Optional<Certificate> issuer = new TrustFiles(app)
                .load(given, false).named(list.getIssuer()).stream().findFirst();
        if (issuer.isEmpty()) {
            throw app.fail("Error getting CRL issuer certificate");
        }
        Optional<Key> key = issuer.get().key();
        if (key.isEmpty()) {
            throw app.fail("Error getting CRL issuer public key");
        }
        boolean right = Signatures.verify(
                key.get(),
                list.getSignatureAlgorithm(),
                list.getTBSCertList().getEncoded("DER"),
                list.getSignature().getOctets());
        app.say(right ? "verify OK" : "verify failure");
    }

    private static CertificateList corrupted(CertificateList list) {
        byte[] signature = list.getSignature().getOctets();
        signature[signature.length - 1] ^= 1;
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(list.getTBSCertList());
        parts.add(list.getSignatureAlgorithm());
        parts.add(new DERBitString(signature));
        return CertificateList.getInstance(new DERSequence(parts));
    }

    private static void one(
            App app, Given given, Given.Flag flag, CertificateList list, NameOptions names, Digests.Kind digest)
            throws IOException {
        String line = switch (flag.name()) {
            case "issuer" -> NameText.titled("issuer=", list.getIssuer(), names);
            case "crlnumber" ->
                "crlNumber="
                        + CrlText.number(list).map(it -> "0x" + Hex.number(it)).orElse("<NONE>") + "\n";
            case "hash" -> "issuer name hash=" + NameHash.of(list.getIssuer()) + "\n";
            case "hash_old" -> "issuer name old hash=" + NameHash.old(list.getIssuer()) + "\n";
            case "lastupdate" ->
                "lastUpdate=" + time(given, list.getThisUpdate().getDate().toInstant()) + "\n";
            case "nextupdate" ->
                "nextUpdate="
                        + CrlText.nextUpdate(list).map(it -> time(given, it)).orElse("NONE") + "\n";
            case "fingerprint" ->
                given.unknown().orElse("sha1").toUpperCase(java.util.Locale.ROOT) + " Fingerprint="
                        + Hex.upper(digest.of(list.getEncoded("DER"))) + "\n";
            default -> "";
        };
        app.out().print(line);
    }

    private static String time(Given given, Instant time) {
        return given.value("dateopt").orElse("").equalsIgnoreCase("iso_8601") ? Times.iso(time) : Times.text(time);
    }
}
