package postroom.labs.debian.curl;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Which hosts a certificate names (RFC 6125). */
final class Certificates {
    private static final int DNS = 2;

    private Certificates() {}

    static boolean name(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                return names.stream()
                        .filter(it -> it.get(0).equals(DNS))
                        .anyMatch(it -> host.equalsIgnoreCase(String.valueOf(it.get(1))));
            }
        } catch (CertificateParsingException malformed) {
            return false;
        }
        return certificate
                .getSubjectX500Principal()
                .getName()
                .toLowerCase(java.util.Locale.ROOT)
                .matches("(.*,)?cn=\\Q" + host.toLowerCase(java.util.Locale.ROOT) + "\\E(,.*)?");
    }
}
