package postroom.labs.debian.openssl.key;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.util.BigIntegers;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;

/** A key in words and hexadecimal digits ({@code EVP_PKEY_print_private(3)}). */
public final class KeyText {
    private static final int PER_LINE = 15;

    private final StringBuilder out = new StringBuilder();
    private final String pad;
    private final int indent;

    private KeyText(int indent) {
        this.indent = indent;
        this.pad = " ".repeat(indent);
    }

    /** The whole key, with its private half. */
    public static String secret(Key key, int indent) {
        return new KeyText(indent).print(key, true);
    }

    /** The public half. */
    public static String open(Key key, int indent) {
        return new KeyText(indent).print(key, false);
    }

    /** The curve of elliptic parameters. */
    public static String curve(ASN1ObjectIdentifier oid, int indent) {
        KeyText text = new KeyText(indent);
        text.names(oid);
        return text.out.toString();
    }

    private String print(Key key, boolean secret) {
        if (key.parameters() instanceof RSAKeyParameters rsa) {
            if (secret) {
                rsa(key, (RSAPrivateCrtKeyParameters) key.secretParameters());
            } else {
                line("Public-Key: (" + key.bits() + " bit)");
                number("Modulus", rsa.getModulus());
                number("Exponent", rsa.getExponent());
            }
        } else if (key.parameters() instanceof ECPublicKeyParameters ec) {
            line((secret ? "Private-Key: (" : "Public-Key: (") + key.bits() + " bit)");
            if (secret) {
                BigInteger d = ((ECPrivateKeyParameters) key.secretParameters()).getD();
                bytes("priv", BigIntegers.asUnsignedByteArray((key.bits() + 7) / 8, d));
            }
            bytes("pub", ec.getQ().getEncoded(false));
            if (ec.getParameters() instanceof ECNamedDomainParameters named) {
                names(named.getName());
            }
        } else {
            line(key.type() + (secret ? " Private-Key:" : " Public-Key:"));
            if (secret) {
                byte[] octets = key.secret().getPrivateKey().getOctets();
                bytes("priv", ASN1OctetString.getInstance(octets).getOctets());
            }
            bytes("pub", key.info().getPublicKeyData().getOctets());
        }
        return out.toString();
    }

    private void names(ASN1ObjectIdentifier oid) {
        line("ASN1 OID: " + Objects.shortName(oid));
        Curves.nist(oid).ifPresent(it -> line("NIST CURVE: " + it));
    }

    private void rsa(Key key, RSAPrivateCrtKeyParameters rsa) {
        line("Private-Key: (" + key.bits() + " bit, 2 primes)");
        number("modulus", rsa.getModulus());
        number("publicExponent", rsa.getPublicExponent());
        number("privateExponent", rsa.getExponent());
        number("prime1", rsa.getP());
        number("prime2", rsa.getQ());
        number("exponent1", rsa.getDP());
        number("exponent2", rsa.getDQ());
        number("coefficient", rsa.getQInv());
    }

    private void line(String text) {
        out.append(pad).append(text).append('\n');
    }

    private void number(String label, BigInteger value) {
        if (value.bitLength() < 64) {
            line(label + ": " + value + " (0x" + value.toString(16) + ")");
            return;
        }
        byte[] all = value.toByteArray();
        bytes(label, all[0] == 0 && (all[1] & 0x80) == 0 ? Arrays.copyOfRange(all, 1, all.length) : all);
    }

    private void bytes(String label, byte[] bytes) {
        line(label + ":");
        out.append(Hex.rows(bytes, PER_LINE, indent + 4));
    }
}
