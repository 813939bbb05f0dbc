package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.sslcert.SubjectHash;

/** The numbers by which certificates are found by name ({@code X509_NAME_hash_ex(3)}). */
public final class NameHash {
    private NameHash() {}

    /** Eight hexadecimal digits, of the canonical name. */
    public static String of(X500Name name) {
        try {
            return SubjectHash.of(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As OpenSSL before 1.0.0 did it: MD5 of the encoded name. */
    public static String old(X500Name name) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(name.getEncoded("DER"));
            return String.format(
                    Locale.ROOT, "%02x%02x%02x%02x", md5[3] & 0xff, md5[2] & 0xff, md5[1] & 0xff, md5[0] & 0xff);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two names are the same: without regard to case and number of blanks. */
    public static boolean same(X500Name one, X500Name other) {
        return of(one).equals(of(other)) && NameText.slashed(one).equalsIgnoreCase(NameText.slashed(other));
    }
}
