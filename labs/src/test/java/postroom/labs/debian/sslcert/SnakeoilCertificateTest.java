package postroom.labs.debian.sslcert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

class SnakeoilCertificateTest {
    /** The names of the links on a Debian host, and what {@code openssl x509 -subject_hash} prints. */
    @Test
    void opensslFindsTheCertificateByTheHashOfItsName() throws IOException {
        assertThat(SubjectHash.of(new X500Name("CN=myserver.mydomain.net"))).isEqualTo("2568680f");
        assertThat(SubjectHash.of(new X500Name("C=US,O=Internet Security Research Group,CN=ISRG Root X1")))
                .isEqualTo("4042bcee");
    }

    @Test
    void theCertificateNamesItsHostAndSignsItself() throws Exception {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        SnakeoilCertificate made = SnakeoilCertificate.make("myserver.mydomain.net", from);
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate()));
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=myserver.mydomain.net");
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2035-12-30T00:00:00Z"));
        assertThat(certificate.getSubjectAlternativeNames().toString()).contains("myserver.mydomain.net");
        assertThat(made.hashLink()).isEqualTo("2568680f.0");
        assertThat(new String(made.key())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }
}
