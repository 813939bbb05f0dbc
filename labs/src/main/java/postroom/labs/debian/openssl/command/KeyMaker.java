package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.key.Curves;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.RsaGenerator;

/** Makes keys of all types ({@code EVP_PKEY_keygen(3)}) with what {@code -pkeyopt} says. */
final class KeyMaker {
    static final int MIN_RSA_BITS = 512;
    static final int MAX_RSA_BITS = 16_384;
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private final App app;
    private final String type;
    private final SecureRandom random = new SecureRandom();
    private int bits = 2048;
    private BigInteger exponent = F4;
    private ECNamedDomainParameters curve;

    private KeyMaker(App app, String type) {
        this.app = app;
        this.type = type;
    }

    /** A maker for a type; empty, with an error on the stack, if there is none of that name. */
    static Optional<KeyMaker> of(App app, String name) {
        String type = name.toUpperCase(Locale.ROOT);
        if (List.of("RSA", "EC", "ED25519", "ED448", "X25519", "X448").contains(type)) {
            return Optional.of(new KeyMaker(app, type));
        }
        app.errors()
                .push(
                        0x0308010C,
                        "inner_evp_generic_fetch",
                        "crypto/evp/evp_fetch.c:386",
                        "Global default library context, Algorithm (" + name + " : 0), Properties (<null>)");
        return Optional.empty();
    }

    String type() {
        return type;
    }

    /** Sets the size of an RSA key; false, with an error on the stack, if it is too small. */
    boolean bits(int wanted) {
        bits = wanted;
        if (wanted < MIN_RSA_BITS) {
            app.errors()
                    .push(0x1C8000AB, "rsa_gen_set_params", "providers/implementations/keymgmt/rsa_kmgmt.c:509", "");
            return false;
        }
        return true;
    }

    void exponent(BigInteger e) {
        exponent = e;
    }

    void curve(ECNamedDomainParameters wanted) {
        curve = wanted;
    }

    boolean hasCurve() {
        return curve != null;
    }

    /** What {@code -pkeyopt name:value} says; false, with an error on the stack, if it says nothing that is known. */
    boolean option(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (type.equals("RSA") && name.equals("rsa_keygen_bits") && value.matches("[0-9]{1,6}")) {
            return bits(Integer.parseInt(value));
        }
        if (type.equals("RSA") && name.equals("rsa_keygen_pubexp") && value.matches("[0-9]{1,18}")) {
            exponent = new BigInteger(value);
            return true;
        }
        if (type.equals("RSA") && name.equals("rsa_keygen_primes") && value.equals("2")) {
            return true;
        }
        if (type.equals("EC") && name.equals("ec_paramgen_curve")) {
            Optional<ECNamedDomainParameters> found = Curves.find(value);
            found.ifPresent(this::curve);
            if (found.isEmpty()) {
                app.errors().push(0x0800008D, "group_new_from_name", "crypto/ec/ec_lib.c:1492", "");
            }
            return found.isPresent();
        }
        if (type.equals("EC") && name.equals("ec_param_enc") && (value.equals("named_curve"))) {
            return true;
        }
        app.errors()
                .push(
                        0x03000093,
                        "default_fixup_args",
                        "crypto/evp/ctrl_params_translate.c:582",
                        "[action:2, state:4] name=" + name + ", value=" + value);
        return false;
    }

    /** Makes one; empty if something is missing: a curve. */
    Optional<Key> make(boolean shown) throws IOException {
        switch (type) {
            case "RSA":
                Key rsa = new RsaGenerator(app.process(), random, shown).make(Math.min(bits, MAX_RSA_BITS), exponent);
                return Optional.of(rsa);
            case "EC":
                if (curve == null) {
                    return Optional.empty();
                }
                ECKeyPairGenerator generator = new ECKeyPairGenerator();
                generator.init(new ECKeyGenerationParameters(curve, random));
                return Optional.of(Key.of(generator.generateKeyPair().getPrivate()));
            case "ED25519":
                return Optional.of(Key.of(new Ed25519PrivateKeyParameters(random)));
            case "ED448":
                return Optional.of(Key.of(new Ed448PrivateKeyParameters(random)));
            case "X25519":
                return Optional.of(Key.of(new X25519PrivateKeyParameters(random)));
            default:
                return Optional.of(Key.of(new X448PrivateKeyParameters(random)));
        }
    }
}
