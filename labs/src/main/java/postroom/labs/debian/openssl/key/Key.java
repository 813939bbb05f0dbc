package postroom.labs.debian.openssl.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A key, or its public half alone. */
public final class Key {
    private final PrivateKeyInfo secret;
    private final AsymmetricKeyParameter secretParameters;
    private final SubjectPublicKeyInfo info;
    private final AsymmetricKeyParameter parameters;

    private Key(
            PrivateKeyInfo secret,
            AsymmetricKeyParameter secretParameters,
            SubjectPublicKeyInfo info,
            AsymmetricKeyParameter parameters) {
        this.secret = secret;
        this.secretParameters = secretParameters;
        this.info = info;
        this.parameters = parameters;
    }

    /** A public key. */
    public static Key of(SubjectPublicKeyInfo info) throws IOException {
        return new Key(null, null, info, PublicKeyFactory.createKey(info));
    }

    /** A private key as PKCS #8 has it. */
    public static Key of(PrivateKeyInfo secret) throws IOException {
        AsymmetricKeyParameter parameters = PrivateKeyFactory.createKey(secret);
        AsymmetricKeyParameter half = publicHalf(parameters);
        PrivateKeyInfo whole = parameters instanceof ECPrivateKeyParameters ec ? encode(ec) : secret;
        return new Key(whole, parameters, encodePublic(half), half);
    }

    /** A private key that was just made. */
    public static Key of(AsymmetricKeyParameter made) {
        try {
            AsymmetricKeyParameter half = publicHalf(made);
            PrivateKeyInfo secret;
            if (made instanceof RSAPrivateCrtKeyParameters rsa) {
                secret = new PrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        traditional(rsa));
            } else if (made instanceof ECPrivateKeyParameters ec) {
                secret = encode(ec);
            } else {
                PrivateKeyInfo whole = PrivateKeyInfoFactory.createPrivateKeyInfo(made);
                secret = new PrivateKeyInfo(whole.getPrivateKeyAlgorithm(), whole.parsePrivateKey());
            }
            return new Key(secret, made, encodePublic(half), half);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A private key as a block of PEM has it, {@code PRIVATE KEY} or the older types; empty if it is malformed. */
    public static Optional<Key> read(String type, byte[] der) {
        try {
            return Optional.of(of(
                    switch (type) {
                        case "RSA PRIVATE KEY" ->
                            new PrivateKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    RSAPrivateKey.getInstance(der));
                        case "EC PRIVATE KEY" -> {
                            ECPrivateKey ec = ECPrivateKey.getInstance(der);
                            yield new PrivateKeyInfo(
                                    new AlgorithmIdentifier(
                                            X9ObjectIdentifiers.id_ecPublicKey, ec.getParametersObject()),
                                    ec);
                        }
                        default -> PrivateKeyInfo.getInstance(der);
                    }));
        } catch (IOException | IllegalArgumentException | ClassCastException | NullPointerException malformed) {
            return Optional.empty();
        }
    }

    private static SubjectPublicKeyInfo encodePublic(AsymmetricKeyParameter half) throws IOException {
        if (half instanceof ECPublicKeyParameters ec && ec.getParameters() instanceof ECNamedDomainParameters named) {
            return new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, named.getName()),
                    ec.getQ().getEncoded(false));
        }
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half);
    }

    private static AsymmetricKeyParameter publicHalf(AsymmetricKeyParameter secret) throws IOException {
        if (secret instanceof RSAPrivateCrtKeyParameters rsa) {
            return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
        }
        if (secret instanceof ECPrivateKeyParameters ec) {
            return new ECPublicKeyParameters(
                    ec.getParameters().getG().multiply(ec.getD()).normalize(), ec.getParameters());
        }
        if (secret instanceof Ed25519PrivateKeyParameters ed) {
            return ed.generatePublicKey();
        }
        if (secret instanceof Ed448PrivateKeyParameters ed) {
            return ed.generatePublicKey();
        }
        if (secret instanceof X25519PrivateKeyParameters x) {
            return x.generatePublicKey();
        }
        if (secret instanceof X448PrivateKeyParameters x) {
            return x.generatePublicKey();
        }
        throw new IOException("unsupported");
    }

    private static PrivateKeyInfo encode(ECPrivateKeyParameters ec) throws IOException {
        ECNamedDomainParameters domain = named(ec);
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, domain.getName()),
                traditional(ec, domain, false));
    }

    private static ECNamedDomainParameters named(ECKeyParameters ec) throws IOException {
        if (ec.getParameters() instanceof ECNamedDomainParameters named) {
            return named;
        }
        throw new IOException("a curve without a name");
    }

    private static ECPrivateKey traditional(ECPrivateKeyParameters ec, ECNamedDomainParameters domain, boolean named) {
        byte[] point = domain.getG().multiply(ec.getD()).normalize().getEncoded(false);
        return new ECPrivateKey(
                domain.getN().bitLength(), ec.getD(), new DERBitString(point), named ? domain.getName() : null);
    }

    private static RSAPrivateKey traditional(RSAPrivateCrtKeyParameters rsa) {
        return new RSAPrivateKey(
                rsa.getModulus(),
                rsa.getPublicExponent(),
                rsa.getExponent(),
                rsa.getP(),
                rsa.getQ(),
                rsa.getDP(),
                rsa.getDQ(),
                rsa.getQInv());
    }

    /** Whether it has the private half. */
    public boolean isPrivate() {
        return secret != null;
    }

    /** The private half as PKCS #8. */
    public PrivateKeyInfo secret() {
        return secret;
    }

    /** The private half for calculations. */
    public AsymmetricKeyParameter secretParameters() {
        return secretParameters;
    }

    /** The public half as a certificate has it. */
    public SubjectPublicKeyInfo info() {
        return info;
    }

    /** The public half for calculations. */
    public AsymmetricKeyParameter parameters() {
        return parameters;
    }

    /** {@code RSA}, {@code EC}, {@code ED25519} … as OpenSSL names the type. */
    public String type() {
        ASN1ObjectIdentifier oid = info.getAlgorithm().getAlgorithm();
        return switch (oid.getId()) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.113549.1.1.10" -> "RSA-PSS";
            case "1.2.840.10045.2.1" -> "EC";
            case "1.3.101.110" -> "X25519";
            case "1.3.101.111" -> "X448";
            case "1.3.101.112" -> "ED25519";
            case "1.3.101.113" -> "ED448";
            default -> "DSA";
        };
    }

    /** The size in bits, as OpenSSL counts them. */
    public int bits() {
        if (parameters instanceof RSAKeyParameters rsa) {
            return rsa.getModulus().bitLength();
        }
        if (parameters instanceof ECPublicKeyParameters ec) {
            return ec.getParameters().getN().bitLength();
        }
        return type().endsWith("448") ? type().equals("ED448") ? 456 : 448 : type().equals("ED25519") ? 256 : 253;
    }

    /** The modulus of an RSA key. */
    public BigInteger modulus() {
        return ((RSAKeyParameters) parameters).getModulus();
    }

    /** The traditional encoding, {@code RSA PRIVATE KEY} or {@code EC PRIVATE KEY}; null if the type has none. */
    public byte[] traditional() throws IOException {
        if (secretParameters instanceof RSAPrivateCrtKeyParameters rsa) {
            return traditional(rsa).getEncoded("DER");
        }
        if (secretParameters instanceof ECPrivateKeyParameters ec) {
            return traditional(ec, named(ec), true).getEncoded("DER");
        }
        return null;
    }

    /** Whether both have the same public half. */
    public boolean fits(Key other) throws IOException {
        return Arrays.equals(info.getEncoded("DER"), other.info.getEncoded("DER"));
    }
}
