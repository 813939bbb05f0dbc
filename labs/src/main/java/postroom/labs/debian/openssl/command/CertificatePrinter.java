package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.CertificateText;
import postroom.labs.debian.openssl.x509.ExtensionText;
import postroom.labs.debian.openssl.x509.Matches;
import postroom.labs.debian.openssl.x509.NameHash;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Purpose;
import postroom.labs.debian.openssl.x509.TextOptions;
import postroom.labs.debian.openssl.x509.Times;

/** What {@code openssl x509} shows of a certificate, in the order in which it is asked for. */
final class CertificatePrinter {
    private final App app;
    private final Given given;
    private final Sink out;
    private final NameOptions names;
    private final TextOptions parts;

    CertificatePrinter(App app, Given given, Sink out, NameOptions names, TextOptions parts) {
        this.app = app;
        this.given = given;
        this.out = out;
        this.names = names;
        this.parts = parts;
    }

    void print(Certificate it) throws IOException, Quit {
        List<Given.Flag> flags = given.flags();
        for (int i = 0; i < flags.size(); i++) {
            Given.Flag each = flags.get(i);
            boolean again = flags.subList(i + 1, flags.size()).stream()
                    .anyMatch(later -> later.name().equals(each.name()));
            if (!each.unknown() && !again) {
                one(each, it);
            }
        }
    }

    private void one(Given.Flag flag, Certificate it) throws IOException, Quit {
        switch (flag.name()) {
            case "issuer" -> out.print(NameText.titled("issuer=", it.issuer(), names));
            case "subject" -> out.print(NameText.titled("subject=", it.subject(), names));
            case "serial" -> out.print("serial=" + number(it.serial()) + "\n");
            case "next_serial" -> out.print(number(it.serial().add(BigInteger.ONE)) + "\n");
            case "email" -> {
                for (String each : Matches.mailboxes(it)) {
                    out.print(each + "\n");
                }
            }
            case "ocsp_uri" -> ocsp(it);
            case "alias" -> out.print("<No Alias>\n");
            case "hash", "subject_hash" -> out.print(NameHash.of(it.subject()) + "\n");
            case "subject_hash_old" -> out.print(NameHash.old(it.subject()) + "\n");
            case "issuer_hash" -> out.print(NameHash.of(it.issuer()) + "\n");
            case "issuer_hash_old" -> out.print(NameHash.old(it.issuer()) + "\n");
            case "purpose" -> purposes(it);
            case "modulus" -> modulus(it);
            case "pubkey" -> out.print(Pem.encode("PUBLIC KEY", key(it).info().getEncoded("DER")));
            case "text" -> out.print(CertificateText.of(it, names, parts));
            case "startdate" -> out.print("notBefore=" + time(it.notBefore()) + "\n");
            case "enddate" -> out.print("notAfter=" + time(it.notAfter()) + "\n");
            case "dates" -> out.print("notBefore=" + time(it.notBefore()) + "\nnotAfter=" + time(it.notAfter()) + "\n");
            case "fingerprint" -> fingerprint(it);
            case "ocspid" -> ocspId(it);
            case "ext" -> extensions(it, flag.value());
            default -> {
                // not an option that prints
            }
        }
    }

    private static String number(BigInteger value) {
        return value.signum() == 0 ? "00" : Hex.number(value);
    }

    private String time(java.time.Instant time) {
        return given.value("dateopt").orElse("").equalsIgnoreCase("iso_8601") ? Times.iso(time) : Times.text(time);
    }

    private Key key(Certificate it) throws IOException, Quit {
        Optional<Key> key = it.key();
        if (key.isEmpty()) {
            throw app.fail("Error getting public key");
        }
        return key.get();
    }

    private void modulus(Certificate it) throws IOException, Quit {
        Key key = key(it);
        out.print("Modulus="
                + (key.type().startsWith("RSA") ? Hex.number(key.modulus()) : "No modulus for this public key type")
                + "\n");
    }

    private void ocsp(Certificate it) throws IOException {
        Optional<AuthorityInformationAccess> access =
                it.extension(Extension.authorityInfoAccess).map(AuthorityInformationAccess::getInstance);
        if (access.isEmpty()) {
            return;
        }
        for (AccessDescription each : access.get().getAccessDescriptions()) {
            GeneralName place = each.getAccessLocation();
            if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
                    && place.getTagNo() == GeneralName.uniformResourceIdentifier) {
                out.print(((ASN1String) place.getName()).getString() + "\n");
            }
        }
    }

    private void purposes(Certificate it) throws IOException {
        out.print("Certificate purposes:\n");
        for (Purpose each : Purpose.values()) {
            for (boolean ca : new boolean[] {false, true}) {
                int allowed = each.check(it, ca);
                String answer = allowed == 1 ? "Yes" : allowed == 0 ? "No" : "Yes (WARNING code=" + allowed + ")";
                out.print(each.text() + (ca ? " CA" : "") + " : " + answer + "\n");
            }
        }
    }

    private void fingerprint(Certificate it) throws IOException, Quit {
        String name = given.unknown().orElse("SHA1");
        Optional<Digests.Kind> digest = Digests.find(name);
        if (digest.isEmpty()) {
            throw app.fail("Unknown digest");
        }
        out.print(name + " Fingerprint=" + Hex.upper(digest.get().of(it.der())) + "\n");
    }

    private void ocspId(Certificate it) throws IOException, Quit {
        Digests.Kind sha1 = Digests.find("sha1").orElseThrow();
        byte[] bits = key(it).info().getPublicKeyData().getOctets();
        out.print("        Subject OCSP hash: " + Hex.plain(sha1.of(it.subject().getEncoded("DER"))) + "\n");
        out.print("        Public key OCSP hash: " + Hex.plain(sha1.of(bits)) + "\n");
    }

    private void extensions(Certificate it, String wanted) throws IOException {
        List<String> words = Arrays.stream(wanted.split(",")).map(String::strip).toList();
        boolean none = true;
        for (Extension each : it.extensions()) {
            if (words.contains(Objects.shortName(each.getExtnId()))
                    || words.contains(each.getExtnId().getId())) {
                none = false;
                out.print(ExtensionText.titled(each, 0, parts.unknown()));
            }
        }
        if (none) {
            out.print("No extensions in certificate\n");
        }
    }

    /** What {@code -checkhost} and its kin ask. */
    static void checks(Given given, Sink out, Certificate it) throws IOException {
        Optional<String> host = given.value("checkhost");
        if (host.isPresent()) {
            answer(out, "Hostname " + host.get(), Matches.host(it, host.get()));
        }
        Optional<String> mailbox = given.value("checkemail");
        if (mailbox.isPresent()) {
            answer(out, "Email " + mailbox.get(), Matches.mailbox(it, mailbox.get()));
        }
        Optional<String> address = given.value("checkip");
        if (address.isPresent()) {
            answer(out, "IP " + address.get(), Matches.address(it, address.get()));
        }
    }

    private static void answer(Sink out, String what, boolean matches) throws IOException {
        out.print(what + (matches ? " does match certificate\n" : " does NOT match certificate\n"));
    }
}
