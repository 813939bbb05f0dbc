package postroom.labs.debian.sslcert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The number by which OpenSSL looks a certificate up in a folder ({@code openssl x509 -subject_hash}): the first four
 * bytes, lowest first, of the SHA-1 of the canonical name. Canonical ({@code X509_NAME_hash_ex(3)}): every text as
 * UTF-8 in lower case with single blanks, the sets without the outer sequence.
 */
public final class SubjectHash {
    private SubjectHash() {}

    /** Eight hexadecimal digits. */
    public static String of(X500Name name) throws IOException {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        for (RDN rdn : name.getRDNs()) {
            ASN1EncodableVector set = new ASN1EncodableVector();
            for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
                ASN1EncodableVector pair = new ASN1EncodableVector();
                pair.add(each.getType());
                pair.add(
                        each.getValue() instanceof ASN1String text
                                ? new DERUTF8String(canonical(text.getString()))
                                : each.getValue());
                set.add(new DERSequence(pair));
            }
            canonical.write(new DERSet(set).getEncoded(ASN1Encoding.DER));
        }
        byte[] sha = sha1(canonical.toByteArray());
        return String.format(
                Locale.ROOT, "%02x%02x%02x%02x", sha[3] & 0xff, sha[2] & 0xff, sha[1] & 0xff, sha[0] & 0xff);
    }

    private static String canonical(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
