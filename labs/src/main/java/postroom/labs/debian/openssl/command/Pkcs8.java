package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;
import postroom.labs.debian.openssl.key.Pkcs12Pbe;
import postroom.labs.debian.openssl.store.Store;

/** {@code openssl pkcs8}: private keys into the form of PKCS #8 and out of it, encrypted or not. */
final class Pkcs8 implements Command {
    private static final int USUAL_ITERATIONS = 2048;
    private static final int USUAL_SCRYPT_N = 16_384;
    private static final int MOST_SCRYPT_N = 1 << 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        AlgorithmIdentifier algorithm = algorithm(app, given);
        String passin = Common.password(app, given, "passin", "Error getting passwords");
        String passout = Common.password(app, given, "passout", "Error getting passwords");
        String path = given.value("in").orElse(null);
        byte[] input = app.files().read(path, !Common.isDer(given, "inform"));
        try (Sink out = app.files().writePrivate(given.value("out").orElse(null))) {
            return given.has("topk8")
                    ? wrap(app, given, input, path, algorithm, new String[] {passin, passout}, out)
                    : unwrap(app, given, input, passin, out);
        }
    }

    private AlgorithmIdentifier algorithm(App app, Given given) throws IOException, Quit {
        int iterations = given.has("noiter")
                ? 1
                : given.has("iter") ? Integer.parseInt(given.value("iter").get()) : USUAL_ITERATIONS;
        if (given.has("v1")) {
            String name = given.value("v1").get();
            Optional<Pkcs12Pbe.Scheme> scheme = Pkcs12Pbe.find(name);
            if (scheme.isEmpty()) {
                throw app.usage("Unknown PBE algorithm " + name);
            }
            return Pkcs12Pbe.algorithm(scheme.get(), iterations, random);
        }
        String name = given.value("v2").orElse("aes-256-cbc");
        Optional<String> cipher = Pbes2.cipher(name);
        if (cipher.isEmpty()) {
            throw app.usage("Unknown cipher: " + name);
        }
        String function = given.value("v2prf").orElse("hmacWithSHA256");
        if (!Pbes2.isFunction(function)) {
            throw app.usage("Unknown PRF algorithm " + function);
        }
        if (given.has("scrypt", "scrypt_N", "scrypt_r", "scrypt_p")) {
            return Pbes2.scrypt(
                    cipher.get(),
                    number(app, given, "scrypt_N", USUAL_SCRYPT_N, MOST_SCRYPT_N),
                    number(app, given, "scrypt_r", 8, 32),
                    number(app, given, "scrypt_p", 1, 32),
                    random);
        }
        return Pbes2.algorithm(cipher.get(), function, iterations, random);
    }

    private static int number(App app, Given given, String option, int usual, int most) throws IOException, Quit {
        if (!given.has(option)) {
            return usual;
        }
        BigInteger value = app.number(given.value(option).get());
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw app.usage();
        }
        return value.intValue();
    }

    private int wrap(
            App app,
            Given given,
            byte[] input,
            String path,
            AlgorithmIdentifier algorithm,
            String[] passwords,
            Sink out)
            throws IOException, Quit {
        Optional<Key> key = new Store(app).privateKey(input, path, passwords[0], "key");
        if (key.isEmpty()) {
            throw app.fail();
        }
        boolean der = given.value("outform").orElse("").toUpperCase(Locale.ROOT).startsWith("D");
        byte[] plain = key.get().secret().getEncoded("DER");
        if (given.has("nocrypt")) {
            write(out, "PRIVATE KEY", plain, der);
            return 0;
        }
        Optional<String> phrase = passwords[1] != null
                ? Optional.of(passwords[1])
                : app.passwords().chosen("Enter Encryption Password:");
        if (phrase.isEmpty()) {
            throw app.fail();
        }
        byte[] locked =
                new EncryptedPrivateKeyInfo(algorithm, Pbes2.encrypt(algorithm, plain, phrase.get())).getEncoded("DER");
        write(out, "ENCRYPTED PRIVATE KEY", locked, der);
        return 0;
    }

    private static void write(Sink out, String type, byte[] bytes, boolean der) throws IOException {
        if (der) {
            out.write(bytes);
        } else {
            out.print(Pem.encode(type, bytes));
        }
    }

    private int unwrap(App app, Given given, byte[] input, String passin, Sink out) throws IOException, Quit {
        boolean clear = given.has("nocrypt");
        byte[] found = body(app, input, Common.isDer(given, "inform"), clear ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY");
        if (found.length == 0) {
            throw app.fail(clear ? "Error decrypting key" : "Error reading key");
        }
        Optional<byte[]> plain = clear ? Optional.of(found) : open(app, found, passin);
        if (plain.isEmpty()) {
            throw app.fail("Error decrypting key");
        }
        Key key;
        try {
            key = Key.of(PrivateKeyInfo.getInstance(plain.get()));
        } catch (IOException | IllegalArgumentException | ClassCastException malformed) {
            throw app.fail("Error converting key");
        }
        boolean traditional = given.has("traditional");
        if (given.value("outform").orElse("").toUpperCase(Locale.ROOT).startsWith("D")) {
            byte[] old = key.traditional();
            out.write(old == null ? key.secret().getEncoded("DER") : old);
        } else {
            new KeyWriter(app).pem(out, key, null, null, traditional);
        }
        return 0;
    }

    private static byte[] body(App app, byte[] input, boolean der, String type) {
        if (der) {
            return input;
        }
        for (Pem.Block each : Pem.blocks(input)) {
            if (each.type().equals(type)) {
                return each.der();
            }
        }
        app.errors().push(0x0480006C, "get_name", "crypto/pem/pem_lib.c:760", "Expecting: " + type);
        return new byte[0];
    }

    private static Optional<byte[]> open(App app, byte[] locked, String passin) throws IOException, Quit {
        Optional<String> phrase =
                passin != null ? Optional.of(passin) : app.passwords().prompted("Enter Password:");
        if (phrase.isEmpty()) {
            throw app.fail("Can't read Password");
        }
        Optional<byte[]> plain;
        try {
            plain = Pbes2.decrypt(EncryptedPrivateKeyInfo.getInstance(locked), phrase.get());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (plain.isEmpty()) {
            app.errors()
                    .push(
                            0x1C800064,
                            "ossl_cipher_unpadblock",
                            "providers/implementations/ciphers/ciphercommon_block.c:124",
                            "");
            app.errors().push(0x11800074, "PKCS12_pbe_crypt_ex", "crypto/pkcs12/p12_decr.c:89", "maybe wrong password");
        }
        return plain;
    }
}
