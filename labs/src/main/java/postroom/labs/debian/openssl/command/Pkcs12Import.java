package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.key.Pkcs12Pbe;
import postroom.labs.debian.openssl.pkcs12.Bag;
import postroom.labs.debian.openssl.pkcs12.Pkcs12File;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;

/** {@code openssl pkcs12} without {@code -export}: shows what a file holds. */
final class Pkcs12Import {
    private final App app;
    private final Given given;
    private final String passin;
    private final String passout;
    private final String cipher;
    private final boolean info;
    private final boolean keys;
    private final boolean certificates;

    Pkcs12Import(App app, Given given, String passin, String passout, String cipher) {
        this.app = app;
        this.given = given;
        this.passin = passin;
        this.passout = passout;
        this.cipher = given.has("noenc", "nodes") ? null : cipher;
        this.info = given.has("info");
        boolean nothing = given.has("noout");
        this.keys = !nothing && !given.has("nokeys");
        this.certificates = !nothing && !given.has("nocerts");
    }

    int run() throws IOException, Quit {
        byte[] input = app.files().read(given.value("in").orElse(null), false);
        Optional<Pkcs12File> file = Pkcs12File.read(input);
        if (file.isEmpty()) {
            unreadable(input);
            throw app.fail();
        }
        Optional<String> answer = passin != null
                ? Optional.of(passin)
                : app.passwords().prompted(given.has("twopass") ? "Enter MAC Password:" : "Enter Import Password:");
        if (answer.isEmpty()) {
            throw app.fail("Can't read Password");
        }
        String phrase = answer.get();
        try (Sink out = app.files().writePrivate(given.value("out").orElse(null))) {
            integrity(file.get(), phrase);
            for (ContentInfo part : file.get().parts()) {
                part(part, phrase, out);
            }
        }
        return 0;
    }

    /** What {@code asn1_d2i_read_bio} says of a file: is it too short for what its first bytes promise? */
    private void unreadable(byte[] input) {
        if (input.length < 2) {
            app.errors().push(0x0680008E, "asn1_d2i_read_bio", "crypto/asn1/a_d2i_fp.c:155", "");
        } else if (input[1] >= 0 && input[1] + 2 > input.length) {
            app.errors().push(0x0680008E, "asn1_d2i_read_bio", "crypto/asn1/a_d2i_fp.c:283", "");
        } else {
            app.errors().push(0x068000A8, "asn1_check_tlen", "crypto/asn1/tasn_dec.c:1225", "");
            app.errors().push(0x0688010A, "asn1_item_embed_d2i", "crypto/asn1/tasn_dec.c:375", "Type=PKCS12");
        }
    }

    private void integrity(Pkcs12File file, String phrase) throws IOException, Quit {
        Optional<MacData> mac = file.mac();
        if (mac.isEmpty()) {
            if (!given.has("nomacver")) {
                app.say("Warning: MAC is absent!");
            }
            return;
        }
        if (info) {
            app.say("MAC: "
                    + Objects.longName(mac.get().getMac().getAlgorithmId().getAlgorithm()) + ", Iteration "
                    + mac.get().getIterationCount());
            app.say("MAC length: " + mac.get().getMac().getDigest().length + ", salt length: "
                    + mac.get().getSalt().length);
        }
        if (!given.has("nomacver") && !file.isRight(phrase)) {
            throw app.fail("Mac verify error: invalid password?");
        }
    }

    private void part(ContentInfo part, String phrase, Sink out) throws IOException, Quit {
        Optional<AlgorithmIdentifier> lock = Pkcs12File.lock(part).map(it -> it.getEncryptionAlgorithm());
        if (info) {
            app.say(lock.isEmpty() ? "PKCS7 Data" : "PKCS7 Encrypted data: " + describe(lock.get()));
        }
        if (lock.isPresent()) {
            refuseLegacy(lock.get());
        }
        Optional<List<SafeBag>> bags = Pkcs12File.bags(part, phrase);
        if (bags.isEmpty()) {
            throw wrong();
        }
        for (SafeBag each : bags.get()) {
            bag(each, phrase, out);
        }
    }

    private Quit wrong() throws IOException {
        app.errors()
                .push(
                        0x1C800064,
                        "ossl_cipher_unpadblock",
                        "providers/implementations/ciphers/ciphercommon_block.c:124",
                        "");
        app.errors().push(0x11800074, "PKCS12_pbe_crypt_ex", "crypto/pkcs12/p12_decr.c:89", "maybe wrong password");
        return app.fail("Error outputting keys and certificates");
    }

    private void refuseLegacy(AlgorithmIdentifier lock) throws IOException, Quit {
        String name = Pkcs12Pbe.find(lock.getAlgorithm())
                .map(Pkcs12Pbe.Scheme::legacy)
                .orElse("");
        if (name.isEmpty() || given.has("legacy")) {
            return;
        }
        app.errors()
                .push(
                        0x0308010C,
                        "inner_evp_generic_fetch",
                        "crypto/evp/evp_fetch.c:386",
                        "Global default library context, Algorithm (" + name + " : 0), Properties ()");
        throw app.fail("Error outputting keys and certificates");
    }

    private void bag(SafeBag bag, String phrase, Sink out) throws IOException, Quit {
        if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
            say("Key bag");
            if (keys) {
                key(bag, PrivateKeyInfo.getInstance(bag.getBagValue()), out);
            }
        } else if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
            EncryptedPrivateKeyInfo locked = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue());
            say("Shrouded Keybag: " + describe(locked.getEncryptionAlgorithm()));
            if (keys) {
                refuseLegacy(locked.getEncryptionAlgorithm());
                Optional<byte[]> plain = Pbes2.decrypt(locked, phrase);
                if (plain.isEmpty()) {
                    out.print(Bag.attributes(bag.getBagAttributes(), "Bag Attributes"));
                    throw wrong();
                }
                key(bag, PrivateKeyInfo.getInstance(plain.get()), out);
            }
        } else if (bag.getBagId().equals(PKCSObjectIdentifiers.certBag)) {
            say("Certificate bag");
            if (certificates) {
                certificate(bag, out);
            }
        } else if (bag.getBagId().equals(PKCSObjectIdentifiers.secretBag)) {
            say("Secret bag");
        } else if (bag.getBagId().equals(PKCSObjectIdentifiers.safeContentsBag)) {
            say("Safe Contents bag");
        } else {
            app.say("Warning unsupported bag type: " + Objects.longName(bag.getBagId()));
        }
    }

    private void say(String text) throws IOException {
        if (info) {
            app.say(text);
        }
    }

    private void key(SafeBag bag, PrivateKeyInfo secret, Sink out) throws IOException, Quit {
        out.print(Bag.attributes(bag.getBagAttributes(), "Bag Attributes"));
        out.print(Bag.attributes(secret.getAttributes(), "Key Attributes"));
        if (!new KeyWriter(app).pem(out, Key.of(secret), cipher, passout, false)) {
            throw app.fail("Error outputting keys and certificates");
        }
    }

    private void certificate(SafeBag bag, Sink out) throws IOException {
        boolean own = Bag.hasLocalKey(bag.getBagAttributes());
        if (own && given.has("cacerts") || !own && given.has("clcerts")) {
            return;
        }
        out.print(Bag.attributes(bag.getBagAttributes(), "Bag Attributes"));
        CertBag value = CertBag.getInstance(bag.getBagValue());
        Optional<Certificate> read = Certificate.read(
                ASN1OctetString.getInstance(value.getCertValue()).getOctets());
        if (read.isPresent()) {
            out.print(NameText.titled("subject=", read.get().subject(), NameOptions.ONELINE));
            out.print(NameText.titled("issuer=", read.get().issuer(), NameOptions.ONELINE));
            out.print(Pem.encode("CERTIFICATE", read.get().der()));
        }
    }

    private static String describe(AlgorithmIdentifier lock) {
        if (!lock.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return Objects.longName(lock.getAlgorithm()) + ", Iteration "
                    + PKCS12PBEParams.getInstance(lock.getParameters()).getIterations();
        }
        PBES2Parameters scheme = PBES2Parameters.getInstance(lock.getParameters());
        String derivation = Objects.longName(scheme.getKeyDerivationFunc().getAlgorithm());
        String cipher = Objects.shortName(scheme.getEncryptionScheme().getAlgorithm());
        String text = "PBES2, " + derivation + ", " + cipher;
        if (!scheme.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return text;
        }
        PBKDF2Params it = PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
        return text + ", Iteration " + it.getIterationCount() + ", PRF "
                + Objects.longName(it.getPrf().getAlgorithm());
    }
}
