package postroom.labs.course.check;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Purpose;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.openssl.x509.Verifier;

/** Certificates in the order in which a server sends them, or a file has them: its own first. */
record CertificateChain(List<Certificate> certificates) {
    CertificateChain {
        certificates = List.copyOf(certificates);
    }

    Optional<Certificate> first() {
        return certificates.stream().findFirst();
    }

    /** Whether the first leads up to one of {@code trusted} as a client sees it, which knows nothing but the two lists. */
    boolean leadsTo(CertificateChain trusted, Instant time) {
        if (certificates.isEmpty() || trusted.certificates.isEmpty()) {
            return false;
        }
        Trust trust = new Trust();
        trust.add(trusted.certificates);
        Verifier.Rules rules =
                new Verifier.Rules(time, null, null, null, Purpose.SSL_SERVER, false, Verifier.Revocation.NONE, false);
        List<Certificate> others = certificates.subList(1, certificates.size());
        try {
            return new Verifier(trust, others, rules, (error, depth, each) -> error == 0).verify(certificates.get(0));
        } catch (IOException malformed) {
            return false;
        }
    }
}
