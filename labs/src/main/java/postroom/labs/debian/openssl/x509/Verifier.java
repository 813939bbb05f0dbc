package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertList;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Signatures;

/**
 * Builds a certificate's chain and checks it ({@code X509_verify_cert(3)}). What is wrong is told to a listener, who says
 * whether to go on.
 */
public final class Verifier {
    private static final int MOST = 100;

    /** Hears of what is wrong; and, with the number 0, of each certificate that is right. */
    @FunctionalInterface
    public interface Listener {
        /** Gives whether to go on. */
        boolean check(int error, int depth, Certificate certificate) throws IOException;
    }

    /** Whose revocation is checked. */
    public enum Revocation {
        /** Nobody's. */
        NONE,
        /** That of the certificate itself. */
        OWN,
        /** That of the whole chain. */
        ALL
    }

    /**
     * What is checked.
     *
     * @param time at which the certificates must be valid; null if it does not matter
     * @param host the name that the certificate must have; null if any
     * @param address the address that it must have; null if any
     * @param mailbox the mailbox that it must have; null if any
     * @param purpose what it must be good for; null for no check of that
     * @param partial whether a chain may end at any trusted certificate
     * @param revocation whether lists of revoked certificates are asked for, and for whom
     * @param checkSelfSigned whether the signature of a root is checked, too
     */
    public record Rules(
            Instant time,
            String host,
            String address,
            String mailbox,
            Purpose purpose,
            boolean partial,
            Revocation revocation,
            boolean checkSelfSigned) {
        /** Nothing but the chain and its time. */
        public static Rules at(Instant time) {
            return new Rules(time, null, null, null, null, false, Revocation.NONE, false);
        }
    }

    private final Trust trust;
    private final List<Certificate> untrusted;
    private final Rules rules;
    private final Listener listener;
    private final List<Certificate> chain = new ArrayList<>();
    private int trustedFrom;
    private int error;

    /** Checks with certificates that are trusted and others that may stand between. */
    public Verifier(Trust trust, List<Certificate> untrusted, Rules rules, Listener listener) {
        this.trust = trust;
        this.untrusted = List.copyOf(untrusted);
        this.rules = rules;
        this.listener = listener;
    }

    /** The chain that was built, the certificate itself first. */
    public List<Certificate> chain() {
        return List.copyOf(chain);
    }

    /** From which place on the chain is trusted; its length if nothing is. */
    public int trustedFrom() {
        return trustedFrom;
    }

    /** The last error, 0 if all was right. */
    public int error() {
        return error;
    }

    /** Checks; false if it ended with an error. */
    public boolean verify(Certificate certificate) throws IOException {
        chain.clear();
        chain.add(certificate);
        trustedFrom = Integer.MAX_VALUE;
        Optional<Boolean> built = build();
        if (built.isPresent()) {
            return built.get();
        }
        return usage() && identity() && revocation() && signatures();
    }

    private boolean tell(int number, int depth) throws IOException {
        error = number;
        return listener.check(number, depth, chain.get(depth));
    }

    /** Builds the chain; an answer if that is the end already. */
    private Optional<Boolean> build() throws IOException {
        while (chain.size() < MOST) {
            Certificate last = chain.get(chain.size() - 1);
            boolean self = isSelfSigned(last);
            if (trust.has(last) && (self || rules.partial())) {
                trustedFrom = Math.min(trustedFrom, chain.size() - 1);
                return Optional.empty();
            }
            if (self) {
                return goOn(tell(chain.size() == 1 ? 18 : 19, chain.size() - 1));
            }
            Optional<Certificate> known = trust.issuer(last, rules.time());
            if (known.isPresent() && !chain.contains(known.get())) {
                trustedFrom = Math.min(trustedFrom, chain.size());
                chain.add(known.get());
                continue;
            }
            Optional<Certificate> between = Trust.issuer(untrusted, last, rules.time());
            if (between.isPresent() && !chain.contains(between.get())) {
                chain.add(between.get());
                continue;
            }
            return goOn(tell(trustedFrom < chain.size() ? 2 : 20, chain.size() - 1));
        }
        return Optional.of(tell(22, chain.size() - 1));
    }

    private static Optional<Boolean> goOn(boolean on) {
        return on ? Optional.empty() : Optional.of(false);
    }

    private static boolean isSelfSigned(Certificate it) {
        return it.isSelfIssued() && keyFits(it, it);
    }

    /** Whether the key identifiers do not speak against {@code issuer}. */
    static boolean keyFits(Certificate subject, Certificate issuer) {
        Optional<AuthorityKeyIdentifier> wanted =
                subject.extension(Extension.authorityKeyIdentifier).map(AuthorityKeyIdentifier::getInstance);
        byte[] id = Issuing.keyId(issuer);
        if (wanted.isEmpty() || wanted.get().getKeyIdentifierOctets() == null || id == null) {
            return wanted.isEmpty()
                    || wanted.get().getAuthorityCertSerialNumber() == null
                    || wanted.get().getAuthorityCertSerialNumber().equals(issuer.serial());
        }
        return Arrays.equals(wanted.get().getKeyIdentifierOctets(), id);
    }

    private boolean usage() throws IOException {
        for (int i = 0; i < chain.size(); i++) {
            Certificate each = chain.get(i);
            if (i > 0) {
                int authority = Purpose.authority(each);
                if (authority == 0 && !tell(79, i)) {
                    return false;
                }
                int between = (int) chain.subList(1, i).stream()
                        .filter(it -> !it.isSelfIssued())
                        .count();
                boolean tooLong = each.constraints()
                        .map(it -> it.getPathLenConstraint() != null
                                && it.getPathLenConstraint().intValue() < between)
                        .orElse(false);
                if (tooLong && !tell(25, i)) {
                    return false;
                }
            }
            if (rules.purpose() != null && rules.purpose().check(each, i > 0) == 0 && !tell(26, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean identity() throws IOException {
        Certificate own = chain.get(0);
        if (rules.host() != null && !Matches.host(own, rules.host()) && !tell(62, 0)) {
            return false;
        }
        if (rules.mailbox() != null && !Matches.mailbox(own, rules.mailbox()) && !tell(63, 0)) {
            return false;
        }
        return rules.address() == null || Matches.address(own, rules.address()) || tell(64, 0);
    }

    private boolean revocation() throws IOException {
        int last = switch (rules.revocation()) {
            case NONE -> -1;
            case OWN -> 0;
            case ALL -> chain.size() - 1;
        };
        for (int i = 0; i <= last; i++) {
            if (!revocation(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean revocation(int depth) throws IOException {
        Certificate it = chain.get(depth);
        Optional<CertificateList> list = trust.list(it.issuer());
        if (list.isEmpty()) {
            return tell(3, depth);
        }
        Certificate issuer = chain.get(Math.min(depth + 1, chain.size() - 1));
        if (!issuer.allows(KeyUsage.cRLSign) && !tell(35, depth)) {
            return false;
        }
        boolean signed = issuer.key().isPresent()
                && Signatures.verify(
                        issuer.key().get(),
                        list.get().getSignatureAlgorithm(),
                        list.get().getTBSCertList().getEncoded("DER"),
                        list.get().getSignature().getOctets());
        if (!signed && !tell(8, depth)) {
            return false;
        }
        if (rules.time() != null) {
            Optional<Instant> next = CrlText.nextUpdate(list.get());
            if (list.get().getThisUpdate().getDate().toInstant().isAfter(rules.time()) && !tell(11, depth)) {
                return false;
            }
            if (next.isPresent() && next.get().isBefore(rules.time()) && !tell(12, depth)) {
                return false;
            }
        }
        for (TBSCertList.CRLEntry each : list.get().getRevokedCertificates()) {
            if (each.getUserCertificate().getValue().equals(it.serial())) {
                return tell(23, depth);
            }
        }
        return true;
    }

    private boolean signatures() throws IOException {
        int top = chain.size() - 1;
        Certificate issuer = chain.get(top);
        boolean root = isSelfSigned(issuer);
        int from = top;
        if (!root && !rules.partial()) {
            if (top == 0) {
                return tell(21, 0) && times(issuer, 0) && right(0);
            }
            from = top - 1;
        }
        for (int i = from; i >= 0; i--) {
            Certificate each = chain.get(i);
            boolean check = !(i == top && (root || rules.partial())) || rules.checkSelfSigned() && root;
            Optional<Key> key = issuer.key();
            if (check && key.isEmpty() && !tell(6, i)) {
                return false;
            }
            if (check && key.isPresent() && !signed(each, key.get()) && !tell(7, i)) {
                return false;
            }
            if (!times(each, i) || !right(i)) {
                return false;
            }
            issuer = each;
        }
        return true;
    }

    private boolean right(int depth) throws IOException {
        return listener.check(0, depth, chain.get(depth));
    }

    /** Whether a key made a certificate's signature. */
    public static boolean signed(Certificate it, Key key) throws IOException {
        return Signatures.verify(
                key,
                it.asn1().getSignatureAlgorithm(),
                it.asn1().getTBSCertificate().getEncoded("DER"),
                it.asn1().getSignature().getOctets());
    }

    private boolean times(Certificate it, int depth) throws IOException {
        if (rules.time() == null) {
            return true;
        }
        if (it.notBefore().isAfter(rules.time()) && !tell(9, depth)) {
            return false;
        }
        return !it.notAfter().isBefore(rules.time()) || tell(10, depth);
    }
}
