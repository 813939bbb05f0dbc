package postroom.labs.debian.openssl.key;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/** Makes and checks signatures of certificates, requests and files. */
public final class Signatures {
    /** By the digest's name, for RSA and for ECDSA. */
    private static final Map<String, String[]> ALGORITHMS = Map.of(
            "MD5", new String[] {"1.2.840.113549.1.1.4", ""},
            "SHA1", new String[] {"1.2.840.113549.1.1.5", "1.2.840.10045.4.1"},
            "SHA2-224", new String[] {"1.2.840.113549.1.1.14", "1.2.840.10045.4.3.1"},
            "SHA2-256", new String[] {"1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"},
            "SHA2-384", new String[] {"1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3"},
            "SHA2-512", new String[] {"1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4"},
            "SHA3-256", new String[] {"2.16.840.1.101.3.4.3.14", "2.16.840.1.101.3.4.3.10"},
            "SHA3-512", new String[] {"2.16.840.1.101.3.4.3.16", "2.16.840.1.101.3.4.3.12"});

    private Signatures() {}

    /** The algorithm of a key with a digest; empty if there is none. */
    public static Optional<AlgorithmIdentifier> algorithm(Key key, Digests.Kind digest) {
        String type = key.type();
        if (type.equals("ED25519") || type.equals("ED448")) {
            return Optional.of(new AlgorithmIdentifier(key.info().getAlgorithm().getAlgorithm()));
        }
        String[] oids = ALGORITHMS.get(digest.name());
        if (oids == null || !type.equals("RSA") && !type.equals("EC")) {
            return Optional.empty();
        }
        String oid = oids[type.equals("RSA") ? 0 : 1];
        if (oid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                type.equals("RSA")
                        ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE)
                        : new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)));
    }

    /** The digest that an algorithm uses; empty for EdDSA and unknown ones. */
    public static Optional<Digests.Kind> digest(ASN1ObjectIdentifier algorithm) {
        return ALGORITHMS.entrySet().stream()
                .filter(it -> it.getValue()[0].equals(algorithm.getId()) || it.getValue()[1].equals(algorithm.getId()))
                .findFirst()
                .flatMap(it -> Digests.find(it.getKey()));
    }

    private static Optional<Signer> signer(Key key, Digests.Kind digest) {
        return switch (key.type()) {
            case "RSA" -> Optional.of(new RSADigestSigner(digest.make().get(), digest.oid()));
            case "EC" ->
                Optional.of(new DSADigestSigner(new ECDSASigner(), digest.make().get()));
            case "ED25519" -> Optional.of(new Ed25519Signer());
            case "ED448" -> Optional.of(new Ed448Signer(new byte[0]));
            default -> Optional.empty();
        };
    }

    /** A signature. */
    public static byte[] sign(Key key, Digests.Kind digest, byte[] bytes, SecureRandom random) throws IOException {
        Signer signer = signer(key, digest).orElseThrow(() -> new IOException("unsupported"));
        signer.init(
                true,
                key.type().equals("EC")
                        ? new ParametersWithRandom(key.secretParameters(), random)
                        : key.secretParameters());
        signer.update(bytes, 0, bytes.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Whether a signature of a file is right. */
    public static boolean verify(Key key, Digests.Kind digest, byte[] bytes, byte[] signature) {
        Optional<Signer> signer = signer(key, digest);
        return signer.isPresent() && verify(signer.get(), key, bytes, signature);
    }

    private static boolean verify(Signer signer, Key key, byte[] bytes, byte[] signature) {
        signer.init(false, key.parameters());
        signer.update(bytes, 0, bytes.length);
        try {
            return signer.verifySignature(signature);
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return false;
        }
    }

    /** Whether a signature of a certificate or request is right. */
    public static boolean verify(Key key, AlgorithmIdentifier algorithm, byte[] bytes, byte[] signature) {
        if (algorithm.getAlgorithm().getId().equals("1.2.840.113549.1.1.10")) {
            return key.parameters() instanceof RSAKeyParameters && pss(key, algorithm, bytes, signature);
        }
        Optional<Digests.Kind> digest = digest(algorithm.getAlgorithm());
        boolean edwards = key.type().startsWith("ED");
        if (digest.isEmpty() && !edwards) {
            return false;
        }
        boolean elliptic = algorithm.getAlgorithm().getId().startsWith("1.2.840.10045");
        if (!edwards && elliptic != key.parameters() instanceof ECKeyParameters) {
            return false;
        }
        return verify(key, digest.orElseGet(Digests::usual), bytes, signature);
    }

    private static boolean pss(Key key, AlgorithmIdentifier algorithm, byte[] bytes, byte[] signature) {
        RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
        Optional<Digests.Kind> digest =
                Digests.find(parameters.getHashAlgorithm().getAlgorithm());
        if (digest.isEmpty()) {
            return false;
        }
        int salt = parameters.getSaltLength().intValue();
        Signer signer =
                new PSSSigner(new RSABlindedEngine(), digest.get().make().get(), salt);
        return verify(signer, key, bytes, signature);
    }
}
