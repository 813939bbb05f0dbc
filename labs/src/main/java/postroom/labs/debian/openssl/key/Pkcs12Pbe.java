package postroom.labs.debian.openssl.key;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** The older encryption by a pass phrase that PKCS #12 brought with it (RFC 7292, appendix B and C). */
public final class Pkcs12Pbe {
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final String ARC = "1.2.840.113549.1.12.1.";

    /**
     * One of its schemes.
     *
     * @param oid its object identifier
     * @param name OpenSSL's long name
     * @param bits the length of the key
     * @param legacy whether OpenSSL has the cipher in its legacy provider only; then that cipher's name
     */
    public record Scheme(ASN1ObjectIdentifier oid, String name, int bits, String legacy) {}

    private static final Map<String, Scheme> SCHEMES = Map.of(
            "PBE-SHA1-RC4-128", scheme(1, "pbeWithSHA1And128BitRC4", 128, "RC4"),
            "PBE-SHA1-RC4-40", scheme(2, "pbeWithSHA1And40BitRC4", 40, "RC4-40"),
            "PBE-SHA1-3DES", scheme(3, "pbeWithSHA1And3-KeyTripleDES-CBC", 192, ""),
            "PBE-SHA1-2DES", scheme(4, "pbeWithSHA1And2-KeyTripleDES-CBC", 128, ""),
            "PBE-SHA1-RC2-128", scheme(5, "pbeWithSHA1And128BitRC2-CBC", 128, "RC2-CBC"),
            "PBE-SHA1-RC2-40", scheme(6, "pbeWithSHA1And40BitRC2-CBC", 40, "RC2-40-CBC"));

    private Pkcs12Pbe() {}

    private static Scheme scheme(int number, String name, int bits, String legacy) {
        return new Scheme(new ASN1ObjectIdentifier(ARC + number), name, bits, legacy);
    }

    /** A scheme by OpenSSL's short or long name; empty if there is none. */
    public static Optional<Scheme> find(String name) {
        return SCHEMES.entrySet().stream()
                .filter(it -> it.getKey().equals(name) || it.getValue().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A scheme by its object identifier; empty if there is none. */
    public static Optional<Scheme> find(ASN1ObjectIdentifier oid) {
        return SCHEMES.values().stream().filter(it -> it.oid().equals(oid)).findFirst();
    }

    /** The algorithm of a scheme with a fresh salt of eight bytes. */
    public static AlgorithmIdentifier algorithm(Scheme scheme, int iterations, SecureRandom random) {
        byte[] salt = new byte[8];
        random.nextBytes(salt);
        return new AlgorithmIdentifier(scheme.oid(), new PKCS12PBEParams(salt, iterations));
    }

    /** Encrypts. */
    public static byte[] encrypt(AlgorithmIdentifier algorithm, byte[] plain, String phrase) {
        return run(true, algorithm, plain, phrase).orElseThrow();
    }

    /** Decrypts; empty if the scheme is unknown or the phrase wrong. */
    public static Optional<byte[]> decrypt(AlgorithmIdentifier algorithm, byte[] bytes, String phrase) {
        return run(false, algorithm, bytes, phrase);
    }

    private static Optional<byte[]> run(boolean encrypt, AlgorithmIdentifier algorithm, byte[] bytes, String phrase) {
        Optional<Scheme> scheme = find(algorithm.getAlgorithm());
        PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
        int rounds = parameters.getIterations().intValue();
        if (scheme.isEmpty() || rounds < 1 || rounds > MOST_ITERATIONS) {
            return Optional.empty();
        }
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
        generator.init(PBEParametersGenerator.PKCS12PasswordToBytes(phrase.toCharArray()), parameters.getIV(), rounds);
        int bits = scheme.get().bits();
        if (scheme.get().legacy().startsWith("RC4")) {
            RC4Engine rc4 = new RC4Engine();
            rc4.init(encrypt, generator.generateDerivedParameters(bits));
            byte[] out = new byte[bytes.length];
            rc4.processBytes(bytes, 0, bytes.length, out, 0);
            return Optional.of(out);
        }
        BlockCipher engine = scheme.get().legacy().isEmpty() ? new DESedeEngine() : new RC2Engine();
        ParametersWithIV derived = (ParametersWithIV) generator.generateDerivedParameters(bits, 64);
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine));
        cipher.init(encrypt, derived);
        try {
            byte[] out = new byte[cipher.getOutputSize(bytes.length)];
            int length = cipher.processBytes(bytes, 0, bytes.length, out, 0);
            length += cipher.doFinal(out, length);
            return Optional.of(Arrays.copyOf(out, length));
        } catch (CryptoException wrong) {
            return Optional.empty();
        }
    }
}
