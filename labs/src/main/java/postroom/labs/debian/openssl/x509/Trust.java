package postroom.labs.debian.openssl.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;

/** Certificates that are trusted: some that were read, and folders where others are looked up by name. */
public final class Trust {
    private final List<Certificate> read = new ArrayList<>();
    private final List<Function<X500Name, List<Certificate>>> folders = new ArrayList<>();
    private final List<CertificateList> lists = new ArrayList<>();

    /** Adds certificates. */
    public void add(List<Certificate> certificates) {
        read.addAll(certificates);
    }

    /** Adds a place where certificates are found by their subject. */
    public void add(Function<X500Name, List<Certificate>> folder) {
        folders.add(folder);
    }

    /** Adds a list of revoked certificates. */
    public void add(CertificateList list) {
        lists.add(list);
    }

    /** The newest list of revoked certificates that an issuer has made. */
    Optional<CertificateList> list(X500Name issuer) {
        return lists.stream()
                .filter(it -> NameHash.same(it.getIssuer(), issuer))
                .max(Comparator.comparing(it -> it.getThisUpdate().getDate()));
    }

    /** The certificates of a subject. */
    public List<Certificate> named(X500Name name) {
        List<Certificate> found = new ArrayList<>();
        for (Certificate each : read) {
            if (NameHash.same(each.subject(), name)) {
                found.add(each);
            }
        }
        for (Function<X500Name, List<Certificate>> each : folders) {
            found.addAll(each.apply(name));
        }
        return found;
    }

    /** Whether a certificate is trusted itself. */
    boolean has(Certificate it) {
        return named(it.subject()).contains(it);
    }

    /** Who may have signed a certificate. */
    Optional<Certificate> issuer(Certificate it, Instant time) {
        return issuer(named(it.issuer()), it, time);
    }

    /** Who of some may have signed a certificate; best one that is valid now. */
    static Optional<Certificate> issuer(List<Certificate> of, Certificate it, Instant time) {
        Certificate found = null;
        for (Certificate each : of) {
            if (NameHash.same(each.subject(), it.issuer()) && Verifier.keyFits(it, each) && !each.equals(it)) {
                boolean valid = time == null
                        || !each.notBefore().isAfter(time) && !each.notAfter().isBefore(time);
                if (valid) {
                    return Optional.of(each);
                }
                found = found == null ? each : found;
            }
        }
        return Optional.ofNullable(found);
    }
}
