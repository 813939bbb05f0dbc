package postroom.labs.debian.openssl.x509;

import java.util.Map;

/** What the numbers of {@link Verifier} mean ({@code X509_verify_cert_error_string(3)}). */
public final class VerifyError {
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(0, "ok"),
            Map.entry(2, "unable to get issuer certificate"),
            Map.entry(3, "unable to get certificate CRL"),
            Map.entry(6, "unable to decode issuer public key"),
            Map.entry(7, "certificate signature failure"),
            Map.entry(8, "CRL signature failure"),
            Map.entry(9, "certificate is not yet valid"),
            Map.entry(10, "certificate has expired"),
            Map.entry(11, "CRL is not yet valid"),
            Map.entry(12, "CRL has expired"),
            Map.entry(18, "self-signed certificate"),
            Map.entry(19, "self-signed certificate in certificate chain"),
            Map.entry(20, "unable to get local issuer certificate"),
            Map.entry(21, "unable to verify the first certificate"),
            Map.entry(22, "certificate chain too long"),
            Map.entry(23, "certificate revoked"),
            Map.entry(25, "path length constraint exceeded"),
            Map.entry(26, "unsuitable certificate purpose"),
            Map.entry(35, "key usage does not include CRL signing"),
            Map.entry(62, "hostname mismatch"),
            Map.entry(63, "email address mismatch"),
            Map.entry(64, "IP address mismatch"),
            Map.entry(66, "EE certificate key too weak"),
            Map.entry(67, "CA certificate key too weak"),
            Map.entry(68, "CA signature digest algorithm too weak"),
            Map.entry(79, "invalid CA certificate"));

    private VerifyError() {}

    /** The text of a number. */
    public static String text(int number) {
        return TEXTS.getOrDefault(number, "unspecified certificate verification error");
    }
}
