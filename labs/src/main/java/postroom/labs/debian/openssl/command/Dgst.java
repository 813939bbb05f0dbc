package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;
import postroom.labs.debian.openssl.store.Store;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code openssl dgst}, also by the name of a digest: checksums, and signatures by them. */
final class Dgst implements Command {
    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.given();
        if (given.has("list")) {
            app.out().print(HelpText.of("openssl/dgst-list"));
            return 0;
        }
        String named = given.unknown().orElse(app.name().equals("dgst") ? null : app.name());
        Optional<Digests.Kind> digest = named == null ? Optional.of(Digests.usual()) : Digests.find(named);
        if (digest.isEmpty()) {
            app.complain("Unknown option or message digest: " + named);
            app.complain("Use -help for summary.");
            app.errors()
                    .push(
                            0x0308010C,
                            "inner_evp_generic_fetch",
                            "crypto/evp/evp_fetch.c:386",
                            "Global default library context, Algorithm (" + named + " : 0), Properties (<null>)");
            throw app.fail();
        }
        String shown = named == null ? "SHA256" : digest.get().name();
        boolean sign = given.has("sign");
        boolean verify = given.has("verify", "prverify");
        if (verify && !given.has("signature")) {
            throw app.fail("No signature to verify: use the -signature option");
        }
        if (given.value("hmac").isPresent() && (sign || verify)) {
            throw app.fail("MAC and signing key cannot both be specified");
        }
        Key key = key(app, given);
        byte[] signature = verify ? signature(app, given) : null;
        try (Sink out = app.files().write(given.value("out").orElse(null), !given.has("binary"))) {
            List<String> files = new ArrayList<>(given.rest());
            if (files.isEmpty()) {
                files.add(null);
            }
            int status = 0;
            for (String file : files) {
                Optional<byte[]> bytes = read(app, file);
                if (bytes.isEmpty()) {
                    status = 1;
                } else if (verify) {
                    status |= verified(app, out, key, digest.get(), bytes.get(), signature);
                } else if (sign) {
                    out.write(form(given, Signatures.sign(key, digest.get(), bytes.get(), new SecureRandom())));
                } else {
                    print(given, out, file, label(given, key, shown), value(given, digest.get(), bytes.get()));
                }
            }
            return status;
        }
    }

    private static Key key(App app, Given given) throws IOException, Quit {
        String passin = Common.password(app, given, "passin", "Error getting password");
        if (given.has("sign")) {
            return new Store(app).requirePrivateKey(given.value("sign").get(), passin, "private key");
        }
        if (given.has("prverify")) {
            return new Store(app).requirePrivateKey(given.value("prverify").get(), passin, "private key");
        }
        if (!given.has("verify")) {
            return null;
        }
        Optional<Key> key = new Store(app).publicKey(given.value("verify").get(), "public key");
        if (key.isEmpty()) {
            throw app.fail();
        }
        return key.get();
    }

    private static byte[] signature(App app, Given given) throws IOException, Quit {
        String path = given.value("signature").get();
        try {
            return app.files().bytes(path);
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "rb");
            throw app.fail("Error opening signature file " + path);
        }
    }

    private static Optional<byte[]> read(App app, String file) throws IOException {
        if (file == null) {
            return Optional.of(app.files().input());
        }
        String place = "crypto/bio/bss_file.c:";
        try {
            return Optional.of(app.files().bytes(file));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EISDIR) {
                app.say("Read error in " + file);
                app.errors().system(e.errno(), "file_read", place + "149", "calling fread()");
                app.errors().push(0x10080002, "file_read", place + "151", "");
            } else {
                app.say(file + ": " + e.getMessage());
                app.errors().system(e.errno(), "file_ctrl", place + "308", "calling fopen(" + file + ", r)");
                app.errors().push(0x10080002, "file_ctrl", place + "311", "");
            }
            app.errors().print();
            return Optional.empty();
        }
    }

    private static int verified(App app, Sink out, Key key, Digests.Kind digest, byte[] bytes, byte[] signature)
            throws IOException {
        boolean right = Signatures.verify(key, digest, bytes, signature);
        if (!right && key.parameters() instanceof RSAKeyParameters && signature.length != (key.bits() + 7) / 8) {
            app.errors().push(0x02000077, "ossl_rsa_verify", "crypto/rsa/rsa_sign.c:339", "");
            app.errors().push(0x1C880004, "rsa_verify", "providers/implementations/signature/rsa_sig.c:788", "");
        } else if (!right && key.parameters() instanceof RSAKeyParameters) {
            app.errors().push(0x02000068, "ossl_rsa_verify", "crypto/rsa/rsa_sign.c:430", "");
            app.errors().push(0x1C880004, "rsa_verify", "providers/implementations/signature/rsa_sig.c:788", "");
        }
        out.print(right ? "Verified OK\n" : "Verification failure\n");
        app.errors().print();
        return right ? 0 : 1;
    }

    private static String label(Given given, Key key, String digest) {
        return given.has("hmac") ? "HMAC-" + digest : digest;
    }

    private static byte[] value(Given given, Digests.Kind digest, byte[] bytes) {
        Optional<String> secret = given.value("hmac");
        if (secret.isEmpty()) {
            return digest.of(bytes);
        }
        HMac mac = new HMac(digest.make().get());
        mac.init(new KeyParameter(secret.get().getBytes(StandardCharsets.UTF_8)));
        mac.update(bytes, 0, bytes.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    private static byte[] form(Given given, byte[] signature) {
        return given.has("hex")
                ? (HexFormat.of().formatHex(signature) + "\n").getBytes(StandardCharsets.US_ASCII)
                : signature;
    }

    private static void print(Given given, Sink out, String file, String label, byte[] value) throws IOException {
        if (given.has("binary")) {
            out.write(value);
            return;
        }
        String hex = given.has("c") ? Hex.lower(value) : HexFormat.of().formatHex(value);
        if (given.has("r")) {
            out.print(HexFormat.of().formatHex(value) + " *" + (file == null ? "stdin" : file) + "\n");
        } else {
            out.print(label + "(" + (file == null ? "stdin" : file) + ")= " + hex + "\n");
        }
    }
}
