package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.KeyText;
import postroom.labs.debian.openssl.store.Store;

/** {@code openssl rsa}, {@code ec} and {@code pkey}: read a key, show it, and write it in another form. */
final class KeyCommand implements Command {
    /** Which of the three. */
    enum Kind {
        RSA,
        EC,
        PKEY
    }

    private final Kind kind;

    KeyCommand(Kind kind) {
        this.kind = kind;
    }

    @Override
    public int run(App app) throws IOException, Quit {
        Given given = app.givenWithoutRest();
        String cipher = cipher(app, given);
        String complaint = "Error getting passwords";
        String passin = Common.password(app, given, "passin", complaint);
        String passout = Common.password(app, given, "passout", complaint);
        boolean publicIn = given.has("pubin", "RSAPublicKey_in");
        boolean publicOut = publicIn || given.has("pubout", "RSAPublicKey_out");
        if (kind == Kind.EC) {
            app.say("read EC key");
        }
        Key key = load(app, given, publicIn, passin);
        if (kind == Kind.RSA && !key.type().startsWith("RSA")) {
            throw app.fail("Not an RSA key");
        }
        return kind == Kind.PKEY
                ? pkey(app, given, key, publicOut, cipher, passout)
                : old(app, given, key, publicOut, cipher, passout);
    }

    private String cipher(App app, Given given) throws IOException, Quit {
        Optional<String> named = given.unknown();
        if (named.isEmpty() && kind == Kind.PKEY && given.value("cipher").isPresent()) {
            named = given.value("cipher");
        }
        return named.isEmpty() ? null : Ciphers.keyCipher(app, named.get());
    }

    private Key load(App app, Given given, boolean publicIn, String passin) throws IOException, Quit {
        String path = given.value("in").orElse(null);
        String what = kind == Kind.PKEY ? publicIn ? "Public Key" : "key" : publicIn ? "public key" : "private key";
        Store store = new Store(app);
        Optional<Key> key = publicIn ? store.publicKey(path, what) : store.privateKey(path, passin, what);
        if (key.isEmpty()) {
            throw kind == Kind.EC ? app.fail("unable to load Key") : app.fail();
        }
        return key.get();
    }

    private int old(App app, Given given, Key key, boolean publicOut, String cipher, String passout)
            throws IOException, Quit {
        boolean publicIn = !key.isPrivate();
        String path = given.value("out").orElse(null);
        try (Sink out = publicOut ? app.files().write(path, true) : app.files().writePrivate(path)) {
            if (given.has("text")) {
                out.print(publicIn ? KeyText.open(key, 0) : KeyText.secret(key, 0));
            }
            if (given.has("modulus")) {
                out.print("Modulus=" + Hex.number(key.modulus()) + "\n");
            }
            if (given.has("check")) {
                check(out, key);
            }
            if (given.has("noout")) {
                return 0;
            }
            app.say("writing " + kind + " key");
            if (Common.isDer(given, "outform")) {
                out.write(der(key, publicOut, given));
            } else if (given.has("RSAPublicKey_out")) {
                out.print(Pem.encode("RSA PUBLIC KEY", der(key, true, given)));
            } else if (publicOut) {
                out.print(Pem.encode("PUBLIC KEY", key.info().getEncoded("DER")));
            } else {
                boolean traditional = given.has("traditional") || kind == Kind.EC;
                if (!new KeyWriter(app).pem(out, key, cipher, passout, traditional)) {
                    throw app.fail(kind == Kind.EC ? "unable to write EC key" : "unable to write key");
                }
            }
        }
        return 0;
    }

    private void check(Sink out, Key key) throws IOException {
        boolean right = !(key.secretParameters() instanceof RSAPrivateCrtKeyParameters rsa) || isSound(rsa);
        if (kind == Kind.RSA) {
            out.print(right ? "RSA key ok\n" : "RSA key not ok\n");
        } else {
            out.print("EC Key valid.\n");
        }
    }

    private static boolean isSound(RSAPrivateCrtKeyParameters rsa) {
        BigInteger p1 = rsa.getP().subtract(BigInteger.ONE);
        BigInteger q1 = rsa.getQ().subtract(BigInteger.ONE);
        BigInteger e = rsa.getPublicExponent();
        return rsa.getP().multiply(rsa.getQ()).equals(rsa.getModulus())
                && e.multiply(rsa.getExponent())
                        .mod(p1.divide(p1.gcd(q1)).multiply(q1))
                        .equals(BigInteger.ONE)
                && rsa.getP().isProbablePrime(40)
                && rsa.getQ().isProbablePrime(40);
    }

    private static byte[] der(Key key, boolean publicOut, Given given) throws IOException {
        if (given.has("RSAPublicKey_out") && key.parameters() instanceof RSAKeyParameters rsa) {
            return new RSAPublicKey(rsa.getModulus(), rsa.getExponent()).getEncoded("DER");
        }
        if (publicOut) {
            return key.info().getEncoded("DER");
        }
        byte[] old = given.has("traditional") ? key.traditional() : null;
        return old == null ? key.secret().getEncoded("DER") : old;
    }

    private static int pkey(App app, Given given, Key key, boolean publicOut, String cipher, String passout)
            throws IOException, Quit {
        if (given.has("check") && !key.isPrivate() || given.has("pubcheck", "check")) {
            boolean right = !(key.secretParameters() instanceof RSAPrivateCrtKeyParameters rsa) || isSound(rsa);
            app.out().println(right ? "Key is valid" : "Key is invalid");
            if (!right) {
                throw app.fail("Detailed error:");
            }
        }
        boolean publicText = given.has("text_pub") || given.has("text") && publicOut;
        String path = given.value("out").orElse(null);
        try (Sink out = publicOut ? app.files().write(path, true) : app.files().writePrivate(path)) {
            if (!given.has("noout")) {
                if (Common.isDer(given, "outform")) {
                    out.write(der(key, publicOut, given));
                } else if (publicOut) {
                    out.print(Pem.encode("PUBLIC KEY", key.info().getEncoded("DER")));
                } else if (!new KeyWriter(app).pem(out, key, cipher, passout, given.has("traditional"))) {
                    throw app.fail();
                }
            }
            if (publicText) {
                out.print(KeyText.open(key, 0));
            } else if (given.has("text")) {
                out.print(key.isPrivate() ? KeyText.secret(key, 0) : KeyText.open(key, 0));
            }
        }
        return 0;
    }
}
