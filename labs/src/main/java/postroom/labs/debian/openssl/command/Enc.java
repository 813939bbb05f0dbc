package postroom.labs.debian.openssl.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.modes.OFBBlockCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.key.Digests;

/** {@code openssl enc}, also by the name of a cipher: encryption by a pass phrase, and Base 64. One object a call. */
final class Enc {
    private static final byte[] MAGIC = "Salted__".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 8;
    private static final int MOST_ROUNDS = 10_000_000;

    private final App app;
    private final Given given;
    private byte[] salt;
    private byte[] key;
    private byte[] iv;

    private Enc(App app, Given given) {
        this.app = app;
        this.given = given;
    }

    static Command command() {
        return app -> new Enc(app, app.givenWithoutRest()).run();
    }

    private int run() throws IOException, Quit {
        if (given.has("list", "ciphers")) {
            app.out().print(HelpText.of("openssl/enc-list"));
            return 0;
        }
        boolean base64 = given.has("a", "base64") || app.name().equals("base64");
        SymmetricCiphers.Kind cipher = cipher();
        boolean decrypt = given.has("d");
        String phrase = cipher == null || given.has("K") ? null : phrase(cipher, decrypt);
        boolean keysOnly = cipher != null && given.has("P") && !(decrypt && phrase != null && !given.has("S"));
        byte[] input =
                keysOnly ? new byte[0] : app.files().read(given.value("in").orElse(null), base64 && decrypt);
        try (Sink out = app.files().write(given.value("out").orElse(null), base64 && !decrypt)) {
            byte[] bytes = base64 && decrypt ? decode(input) : input;
            if (cipher != null) {
                bytes = crypt(cipher, decrypt, bytes, phrase, out);
                if (bytes == null) {
                    return 0;
                }
            }
            if (base64 && !decrypt) {
                out.write(encode(bytes));
            } else {
                out.write(bytes);
            }
        }
        return 0;
    }

    private SymmetricCiphers.Kind cipher() throws IOException, Quit {
        String name = given.unknown().orElse(null);
        if (name == null) {
            boolean own = app.name().equals("enc") || app.name().equals("base64");
            return own ? null : SymmetricCiphers.find(app.name()).orElse(null);
        }
        if (name.matches("(?i)(aes|aria)-?(128|192|256)-(gcm|ccm|ocb)|.*poly1305")) {
            app.complain("AEAD ciphers not supported");
            throw app.usage();
        }
        Optional<SymmetricCiphers.Kind> found = SymmetricCiphers.find(name);
        if (found.isEmpty()) {
            app.complain("Unknown cipher: " + name);
            app.complain("Use -help for summary.");
            app.errors()
                    .push(
                            0x0308010C,
                            "inner_evp_generic_fetch",
                            "crypto/evp/evp_fetch.c:386",
                            "Global default library context, Algorithm (" + name + " : 0), Properties (<null>)");
            throw app.fail();
        }
        return found.get();
    }

    private String phrase(SymmetricCiphers.Kind cipher, boolean decrypt) throws IOException, Quit {
        Optional<String> plain = given.value("k");
        if (plain.isPresent()) {
            return plain.get();
        }
        if (given.has("pass")) {
            return app.passwords().of(given.value("pass").get(), "Error getting password");
        }
        if (given.has("kfile")) {
            return app.passwords().of("file:" + given.value("kfile").get(), "Error getting password");
        }
        String verb = decrypt ? "decryption" : "encryption";
        String prompt = "enter " + cipher.name().toUpperCase(java.util.Locale.ROOT) + " " + verb + " password:";
        Optional<String> typed = app.passwords().prompted(prompt);
        if (typed.isPresent() && !decrypt) {
            Optional<String> again = app.passwords().prompted("Verifying - " + prompt);
            if (again.isPresent() && !again.equals(typed)) {
                app.say("Verify failure");
                throw app.fail("bad password read");
            }
        }
        if (typed.isEmpty()) {
            throw app.fail("bad password read");
        }
        return typed.get();
    }

    private byte[] decode(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        boolean oneLine = given.has("A");
        if (!oneLine && !text.endsWith("\n")) {
            int last = text.lastIndexOf('\n') + 1;
            text = text.substring(0, last);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] encode(byte[] bytes) {
        if (given.has("A")) {
            return Base64.getEncoder().encode(bytes);
        }
        byte[] lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(bytes);
        if (lines.length == 0) {
            return lines;
        }
        byte[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = '\n';
        return all;
    }

    /** What comes out; null if there is nothing to write because of {@code -P}. */
    private byte[] crypt(SymmetricCiphers.Kind cipher, boolean decrypt, byte[] input, String phrase, Sink out)
            throws IOException, Quit {
        byte[] body = input;
        boolean header = false;
        if (phrase != null) {
            boolean derived = given.has("pbkdf2", "iter");
            if (!given.has("nosalt")) {
                if (given.has("S")) {
                    salt = hex(given.value("S").get(), SALT, "salt");
                } else if (decrypt) {
                    body = salted(input);
                } else {
                    salt = new byte[SALT];
                    new SecureRandom().nextBytes(salt);
                    header = !given.has("P");
                }
            }
            if (!derived) {
                app.say("*** WARNING : deprecated key derivation used.\nUsing -iter or -pbkdf2 would be better.");
            }
            derive(cipher, phrase, derived);
        }
        explicit(cipher);
        if (given.has("p", "P")) {
            show(out, cipher);
            if (given.has("P")) {
                return null;
            }
        }
        byte[] made = process(cipher, !decrypt, body);
        if (!header) {
            return made;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(MAGIC);
        all.writeBytes(salt);
        all.writeBytes(made);
        return all.toByteArray();
    }

    private byte[] salted(byte[] input) throws IOException, Quit {
        if (input.length < MAGIC.length + SALT) {
            throw app.fail("error reading input file");
        }
        if (!Arrays.equals(Arrays.copyOf(input, MAGIC.length), MAGIC)) {
            throw app.fail("bad magic number");
        }
        salt = Arrays.copyOfRange(input, MAGIC.length, MAGIC.length + SALT);
        return Arrays.copyOfRange(input, MAGIC.length + SALT, input.length);
    }

    private void derive(SymmetricCiphers.Kind cipher, String phrase, boolean pbkdf2) throws IOException, Quit {
        Digests.Kind digest = Digests.find(given.value("md").orElse("sha256")).orElse(null);
        if (digest == null) {
            app.complain(
                    "Unknown option or message digest: " + given.value("md").get());
            throw app.usage();
        }
        byte[] secret = phrase.getBytes(StandardCharsets.UTF_8);
        byte[] with = salt == null ? new byte[0] : salt;
        int length = cipher.keyBytes() + cipher.ivBytes();
        byte[] all;
        if (pbkdf2) {
            int rounds = Integer.parseInt(given.value("iter").orElse("10000"));
            PKCS5S2ParametersGenerator generator =
                    new PKCS5S2ParametersGenerator(digest.make().get());
            generator.init(secret, with, Math.min(rounds, MOST_ROUNDS));
            all = ((KeyParameter) generator.generateDerivedMacParameters(length * 8)).getKey();
        } else {
            all = bytesToKey(digest, secret, with, length);
        }
        key = Arrays.copyOf(all, cipher.keyBytes());
        iv = Arrays.copyOfRange(all, cipher.keyBytes(), length);
    }

    private static byte[] bytesToKey(Digests.Kind kind, byte[] secret, byte[] salt, int length) {
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int have = 0; have < length; have += block.length) {
            ExtendedDigest digest = kind.make().get();
            digest.update(block, 0, block.length);
            digest.update(secret, 0, secret.length);
            digest.update(salt, 0, salt.length);
            block = new byte[digest.getDigestSize()];
            digest.doFinal(block, 0);
            System.arraycopy(block, 0, out, have, Math.min(block.length, length - have));
        }
        return out;
    }

    private void explicit(SymmetricCiphers.Kind cipher) throws IOException, Quit {
        if (given.has("iv")) {
            iv = hex(given.value("iv").get(), cipher.ivBytes(), "iv");
        }
        if (given.has("K")) {
            if (!given.has("iv") && cipher.ivBytes() > 0) {
                throw app.fail("iv undefined");
            }
            key = hex(given.value("K").get(), cipher.keyBytes(), "key");
        }
    }

    private byte[] hex(String text, int length, String what) throws IOException, Quit {
        String digits = text;
        if (digits.length() > length * 2) {
            app.say("hex string is too long, ignoring excess");
            digits = digits.substring(0, length * 2);
        } else if (digits.length() < length * 2) {
            app.say("hex string is too short, padding with zero bytes to length");
            digits = digits + "0".repeat(length * 2 - digits.length());
        }
        if (!digits.matches("[0-9a-fA-F]*")) {
            app.say("non-hex digit");
            throw app.fail("invalid hex " + what + " value");
        }
        return java.util.HexFormat.of().parseHex(digits);
    }

    private void show(Sink out, SymmetricCiphers.Kind cipher) throws IOException {
        if (salt != null) {
            out.print("salt=" + Hex.plain(salt) + "\n");
        }
        out.print("key=" + Hex.plain(key) + "\n");
        if (cipher.ivBytes() > 0) {
            out.print("iv =" + Hex.plain(iv) + "\n");
        }
    }

    private byte[] process(SymmetricCiphers.Kind cipher, boolean encrypt, byte[] bytes) throws IOException, Quit {
        BufferedBlockCipher engine = engine(cipher);
        CipherParameters parameters = new KeyParameter(key);
        engine.init(encrypt, cipher.ivBytes() > 0 ? new ParametersWithIV(parameters, iv) : parameters);
        byte[] out = new byte[engine.getOutputSize(bytes.length) + cipher.block()];
        try {
            int length = engine.processBytes(bytes, 0, bytes.length, out, 0);
            length += engine.doFinal(out, length);
            return Arrays.copyOf(out, length);
        } catch (CryptoException | DataLengthException e) {
            String place = "providers/implementations/ciphers/ciphercommon_block.c:124";
            boolean length = bytes.length % cipher.block() != 0 || bytes.length == 0;
            app.errors()
                    .push(
                            length ? 0x1C80006B : 0x1C800064,
                            length ? "ossl_cipher_generic_block_final" : "ossl_cipher_unpadblock",
                            length ? "providers/implementations/ciphers/ciphercommon.c:443" : place,
                            "");
            throw app.fail("bad decrypt");
        }
    }

    private BufferedBlockCipher engine(SymmetricCiphers.Kind cipher) {
        var block = cipher.engine().get();
        boolean padded = cipher.padded() && !given.has("nopad");
        var mode = switch (cipher.mode()) {
            case "cbc" -> CBCBlockCipher.newInstance(block);
            case "ctr" -> SICBlockCipher.newInstance(block);
            case "ofb" -> new OFBBlockCipher(block, block.getBlockSize() * 8);
            case "cfb" -> CFBBlockCipher.newInstance(block, block.getBlockSize() * 8);
            case "cfb8" -> CFBBlockCipher.newInstance(block, 8);
            default -> block;
        };
        return padded ? new PaddedBufferedBlockCipher(mode) : new DefaultBufferedBlockCipher(mode);
    }
}
