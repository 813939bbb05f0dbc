package postroom.labs.debian.openssl.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Encryption of keys by a pass phrase: PBES2 of PKCS #5, and the older one of PEM's headers. */
public final class Pbes2 {
    private static final int ITERATIONS = 2048;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int MOST_SCRYPT = 1 << 16;

    /** A cipher in CBC mode: its object identifier and the length of its key. */
    private record Cipher(String oid, int keyBytes, int block) {}

    private static final Map<String, Cipher> CIPHERS = Map.of(
            "aes-128-cbc", new Cipher("2.16.840.1.101.3.4.1.2", 16, 16),
            "aes-192-cbc", new Cipher("2.16.840.1.101.3.4.1.22", 24, 16),
            "aes-256-cbc", new Cipher("2.16.840.1.101.3.4.1.42", 32, 16),
            "des-ede3-cbc", new Cipher("1.2.840.113549.3.7", 24, 8),
            "des-cbc", new Cipher("1.3.14.3.2.7", 8, 8),
            "camellia-128-cbc", new Cipher("1.2.392.200011.61.1.1.1.2", 16, 16),
            "camellia-192-cbc", new Cipher("1.2.392.200011.61.1.1.1.3", 24, 16),
            "camellia-256-cbc", new Cipher("1.2.392.200011.61.1.1.1.4", 32, 16),
            "aria-256-cbc", new Cipher("1.2.410.200046.1.1.12", 32, 16));
    private static final Map<String, ASN1ObjectIdentifier> FUNCTIONS = Map.of(
            "hmacWithSHA1", PKCSObjectIdentifiers.id_hmacWithSHA1,
            "hmacWithSHA224", PKCSObjectIdentifiers.id_hmacWithSHA224,
            "hmacWithSHA256", PKCSObjectIdentifiers.id_hmacWithSHA256,
            "hmacWithSHA384", PKCSObjectIdentifiers.id_hmacWithSHA384,
            "hmacWithSHA512", PKCSObjectIdentifiers.id_hmacWithSHA512);
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("aes128", "aes-128-cbc"),
            Map.entry("aes192", "aes-192-cbc"),
            Map.entry("aes256", "aes-256-cbc"),
            Map.entry("des3", "des-ede3-cbc"),
            Map.entry("des-ede3", "des-ede3-cbc"),
            Map.entry("des", "des-cbc"),
            Map.entry("camellia128", "camellia-128-cbc"),
            Map.entry("camellia192", "camellia-192-cbc"),
            Map.entry("camellia256", "camellia-256-cbc"),
            Map.entry("aria256", "aria-256-cbc"));

    private Pbes2() {}

    /** The full name of a cipher for keys; empty if there is none of that name. */
    public static Optional<String> cipher(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        String full = ALIASES.getOrDefault(small, small);
        return CIPHERS.containsKey(full) ? Optional.of(full) : Optional.empty();
    }

    private static BlockCipher engine(String name) {
        if (name.startsWith("aes")) {
            return AESEngine.newInstance();
        }
        if (name.startsWith("camellia")) {
            return new CamelliaEngine();
        }
        if (name.startsWith("aria")) {
            return new ARIAEngine();
        }
        return name.startsWith("des-ede3") ? new DESedeEngine() : new DESEngine();
    }

    private static byte[] run(boolean encrypt, String name, byte[] key, byte[] iv, byte[] bytes)
            throws CryptoException {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine(name)));
        cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] out = new byte[cipher.getOutputSize(bytes.length)];
        int length = cipher.processBytes(bytes, 0, bytes.length, out, 0);
        length += cipher.doFinal(out, length);
        return java.util.Arrays.copyOf(out, length);
    }

    private static byte[] derive(Digest digest, String phrase, byte[] salt, int iterations, int length) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
        generator.init(phrase.getBytes(StandardCharsets.UTF_8), salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(length * 8)).getKey();
    }

    /** Encrypts as {@code PEM_write_bio_PKCS8PrivateKey(3)} does: PBKDF2 with HMAC-SHA256, 2048 rounds. */
    public static EncryptedPrivateKeyInfo encrypt(byte[] pkcs8, String name, String phrase, SecureRandom random) {
        AlgorithmIdentifier scheme = algorithm(name, "hmacWithSHA256", ITERATIONS, random);
        return new EncryptedPrivateKeyInfo(scheme, encrypt(scheme, pkcs8, phrase));
    }

    /** The names of functions that PBKDF2 may be built on, as {@code -v2prf} takes them. */
    public static boolean isFunction(String name) {
        return FUNCTIONS.containsKey(name);
    }

    /**
     * A scheme with a fresh salt and vector.
     *
     * @param name the cipher's full name
     * @param function what PBKDF2 is built on: {@code hmacWithSHA256}
     */
    public static AlgorithmIdentifier algorithm(String name, String function, int iterations, SecureRandom random) {
        return scheme(
                name,
                new KeyDerivationFunc(
                        PKCSObjectIdentifiers.id_PBKDF2,
                        new PBKDF2Params(
                                salt(random),
                                iterations,
                                new AlgorithmIdentifier(FUNCTIONS.get(function), DERNull.INSTANCE))),
                random);
    }

    /** A scheme that derives its key by scrypt. */
    public static AlgorithmIdentifier scrypt(String name, int n, int r, int p, SecureRandom random) {
        return scheme(
                name,
                new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, new ScryptParams(salt(random), n, r, p)),
                random);
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[8];
        random.nextBytes(salt);
        return salt;
    }

    private static AlgorithmIdentifier scheme(String name, KeyDerivationFunc derivation, SecureRandom random) {
        Cipher cipher = CIPHERS.get(name);
        byte[] iv = new byte[cipher.block()];
        random.nextBytes(iv);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        derivation,
                        new EncryptionScheme(new ASN1ObjectIdentifier(cipher.oid()), new DEROctetString(iv))));
    }

    /** Encrypts by a scheme that was made here. */
    public static byte[] encrypt(AlgorithmIdentifier algorithm, byte[] plain, String phrase) {
        return run(true, algorithm, plain, phrase).orElseThrow();
    }

    /** Decrypts; empty if the phrase is wrong, or the scheme unknown. */
    public static Optional<byte[]> decrypt(EncryptedPrivateKeyInfo info, String phrase) {
        return decrypt(info.getEncryptionAlgorithm(), info.getEncryptedData(), phrase);
    }

    /** Decrypts what a scheme of PKCS #5 or PKCS #12 encrypted. */
    public static Optional<byte[]> decrypt(AlgorithmIdentifier algorithm, byte[] bytes, String phrase) {
        return run(false, algorithm, bytes, phrase);
    }

    private static Optional<byte[]> run(boolean encrypt, AlgorithmIdentifier algorithm, byte[] bytes, String phrase) {
        try {
            if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
                return encrypt
                        ? Optional.of(Pkcs12Pbe.encrypt(algorithm, bytes, phrase))
                        : Pkcs12Pbe.decrypt(algorithm, bytes, phrase);
            }
            PBES2Parameters scheme = PBES2Parameters.getInstance(algorithm.getParameters());
            String oid = scheme.getEncryptionScheme().getAlgorithm().getId();
            Optional<Map.Entry<String, Cipher>> cipher = CIPHERS.entrySet().stream()
                    .filter(it -> it.getValue().oid().equals(oid))
                    .findFirst();
            if (cipher.isEmpty()) {
                return Optional.empty();
            }
            byte[] key = derive(
                    scheme.getKeyDerivationFunc(),
                    phrase,
                    cipher.get().getValue().keyBytes());
            byte[] iv = ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters())
                    .getOctets();
            return Optional.of(run(encrypt, cipher.get().getKey(), key, iv, bytes));
        } catch (CryptoException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static byte[] derive(KeyDerivationFunc derivation, String phrase, int length) {
        if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            ScryptParams it = ScryptParams.getInstance(derivation.getParameters());
            int n = it.getCostParameter().intValueExact();
            int r = it.getBlockSize().intValueExact();
            int p = it.getParallelizationParameter().intValueExact();
            if (n > MOST_SCRYPT || r > 64 || p > 64 || (long) n * r > 16L * MOST_SCRYPT) {
                throw new IllegalArgumentException("scrypt would take too much memory");
            }
            return SCrypt.generate(phrase.getBytes(StandardCharsets.UTF_8), it.getSalt(), n, r, p, length);
        }
        PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
        int rounds = parameters.getIterationCount().intValue();
        if (rounds > MOST_ITERATIONS || rounds < 1) {
            throw new IllegalArgumentException("rounds");
        }
        return derive(digest(parameters.getPrf()), phrase, parameters.getSalt(), rounds, length);
    }

    private static Digest digest(AlgorithmIdentifier prf) {
        ASN1ObjectIdentifier oid = prf.getAlgorithm();
        if (oid.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
            return new SHA1Digest();
        }
        if (oid.equals(PKCSObjectIdentifiers.id_hmacWithSHA224)) {
            return new SHA224Digest();
        }
        if (oid.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
            return new SHA384Digest();
        }
        return oid.equals(PKCSObjectIdentifiers.id_hmacWithSHA512) ? new SHA512Digest() : new SHA256Digest();
    }

    private static byte[] bytesToKey(String phrase, byte[] salt, int length) {
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        MD5Digest md5 = new MD5Digest();
        byte[] secret = phrase.getBytes(StandardCharsets.UTF_8);
        for (int have = 0; have < length; have += 16) {
            md5.update(block, 0, block.length);
            md5.update(secret, 0, secret.length);
            md5.update(salt, 0, 8);
            block = new byte[16];
            md5.doFinal(block, 0);
            System.arraycopy(block, 0, out, have, Math.min(16, length - have));
        }
        return out;
    }

    /** Encrypts the older way; the header names the cipher and its vector. */
    public static Pemmed encryptOld(byte[] der, String name, String phrase, SecureRandom random) {
        Cipher cipher = CIPHERS.get(name);
        byte[] iv = new byte[cipher.block()];
        random.nextBytes(iv);
        try {
            byte[] out = run(true, name, bytesToKey(phrase, iv, cipher.keyBytes()), iv, der);
            String hex = java.util.HexFormat.of().withUpperCase().formatHex(iv);
            String headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: " + name.toUpperCase(Locale.ROOT) + "," + hex + "\n";
            return new Pemmed(headers, out);
        } catch (CryptoException e) {
            throw new IllegalStateException("padding cannot fail", e);
        }
    }

    /** Headers and what follows them. */
    public record Pemmed(String headers, byte[] bytes) {}

    /** Decrypts the older way by {@code DEK-Info}; empty if the phrase is wrong or the cipher unknown. */
    public static Optional<byte[]> decryptOld(String dekInfo, byte[] bytes, String phrase) {
        int comma = dekInfo.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        String name = dekInfo.substring(0, comma).strip().toLowerCase(Locale.ROOT);
        Cipher cipher = CIPHERS.get(name);
        try {
            byte[] iv = java.util.HexFormat.of()
                    .parseHex(dekInfo.substring(comma + 1).strip());
            if (cipher == null || iv.length != cipher.block()) {
                return Optional.empty();
            }
            return Optional.of(run(false, name, bytesToKey(phrase, iv, cipher.keyBytes()), iv, bytes));
        } catch (CryptoException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
