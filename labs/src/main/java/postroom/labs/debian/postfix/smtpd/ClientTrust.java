package postroom.labs.debian.postfix.smtpd;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.io.ErrnoException;

/** Whether smtpd(8) trusts a client's certificate: if smtpd_tls_CAfile leads to it. */
final class ClientTrust {
    private ClientTrust() {}

    static boolean isTrusted(Service service, List<X509Certificate> chain) {
        String path = service.parameters().get("smtpd_tls_CAfile");
        if (path.isEmpty()) {
            return false;
        }
        try {
            Trust trust = new Trust();
            List<Certificate> authorities = new ArrayList<>();
            for (Pem.Block each : Pem.blocks(service.files().read(path))) {
                if (each.type().endsWith("CERTIFICATE")) {
                    Certificate.read(each.der()).ifPresent(authorities::add);
                }
            }
            trust.add(authorities);
            List<Certificate> sent = new ArrayList<>();
            for (X509Certificate each : chain) {
                Certificate.read(each.getEncoded()).ifPresent(sent::add);
            }
            Verifier verifier = new Verifier(
                    trust,
                    sent,
                    Verifier.Rules.at(service.host().clock().instant()),
                    (error, depth, certificate) -> error == 0);
            return !sent.isEmpty() && verifier.verify(sent.get(0));
        } catch (ErrnoException | CertificateEncodingException unreadable) {
            return false;
        } catch (IOException broken) {
            service.msg().warning("cannot check a client's certificate: " + broken.getMessage());
            return false;
        }
    }
}
