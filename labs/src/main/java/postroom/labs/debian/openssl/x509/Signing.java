package postroom.labs.debian.openssl.x509;

import java.math.BigInteger;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.key.Key;

/**
 * What extensions are made for ({@code X509V3_CTX}).
 *
 * @param subject whose name; null for a mere test of the syntax
 * @param key whose key; null with a test
 * @param issuer who signs; null for a request
 * @param issuerKeyId the signer's own key identifier; null if it has none
 * @param serial the signer's serial number
 * @param selfSigned whether signer and signed are the same
 */
public record Signing(
        X500Name subject, Key key, X500Name issuer, byte[] issuerKeyId, BigInteger serial, boolean selfSigned) {
    /** For a test of the syntax. */
    public static final Signing TEST = new Signing(null, null, null, null, null, false);

    boolean isTest() {
        return key == null;
    }
}
