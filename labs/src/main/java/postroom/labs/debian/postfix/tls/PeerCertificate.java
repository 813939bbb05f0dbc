package postroom.labs.debian.postfix.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.Matches;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Purpose;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.debian.openssl.x509.VerifyError;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.host.Numeric;

/** What a client thinks of a server's certificate ({@code tls_verify.c}). */
final class PeerCertificate {
    private static final int SELF_SIGNED = 18;
    private static final int WRONG_HOST = 62;
    private static final int WRONG_ADDRESS = 64;

    private final ClientEngine engine;
    private final TlsPolicy policy;
    private final String peer;
    private final Instant now;
    private final List<String> steps = new ArrayList<>();
    private List<Certificate> chain = List.of();
    private boolean namesAsked;
    private boolean matched;
    private int error;
    private int errorDepth = -1;
    private Certificate errorAt;

    PeerCertificate(ClientEngine engine, TlsPolicy policy, String peer, Instant now) {
        this.engine = engine;
        this.policy = policy;
        this.peer = peer;
        this.now = now;
    }

    /** Looks at what the server sent; it is for the caller to turn away. */
    void look(List<Certificate> sent, Msg msg) throws IOException {
        chain = List.copyOf(sent);
        if (sent.isEmpty()) {
            return;
        }
        if (policy.level() == TlsLevel.FINGERPRINT) {
            fingerprints(msg);
            return;
        }
        Verifier.Rules rules =
                new Verifier.Rules(now, null, null, null, Purpose.SSL_SERVER, false, Verifier.Revocation.NONE, false);
        new Verifier(engine.trust(), sent.subList(1, sent.size()), rules, this::heard).verify(sent.get(0));
        names();
    }

    private boolean heard(int found, int depth, Certificate at) {
        if (found == 0) {
            names();
        }
        note(found, depth, at);
        return true;
    }

    private void note(int found, int depth, Certificate at) {
        steps.add(peer + ": depth=" + depth + " verify=" + (found == 0 ? 1 : 0) + " subject="
                + NameText.slashed(at.subject()));
        if (found != 0 && (errorDepth < 0 || depth < errorDepth)) {
            error = found;
            errorDepth = depth;
            errorAt = at;
        }
    }

    /** The names come after the chain, and before the signatures. */
    private void names() {
        if (namesAsked || policy.level() != TlsLevel.VERIFY && policy.level() != TlsLevel.SECURE) {
            return;
        }
        namesAsked = true;
        Certificate own = chain.get(0);
        List<String> hosts = policy.matches().stream()
                .filter(it -> Numeric.strict(it).isEmpty())
                .toList();
        List<String> addresses = policy.matches().stream()
                .filter(it -> Numeric.strict(it).isPresent())
                .toList();
        boolean host = hosts.isEmpty() || hosts.stream().anyMatch(it -> Matches.host(own, it));
        boolean address = addresses.isEmpty() || addresses.stream().anyMatch(it -> Matches.address(own, it));
        if (!host) {
            note(WRONG_HOST, 0, own);
        }
        if (!address) {
            note(WRONG_ADDRESS, 0, own);
        }
        matched = host && address;
    }

    /** The certificate or its key must be one that is known. */
    private void fingerprints(Msg msg) {
        int length = engine.digest().of(new byte[0]).length;
        boolean usable = false;
        for (String each : policy.matches()) {
            String plain = each.replace(":", "").toUpperCase(Locale.ROOT);
            if (plain.length() == 2 * length) {
                usable = true;
                matched |= each.equalsIgnoreCase(fingerprint(chain.get(0)))
                        || each.equalsIgnoreCase(keyFingerprint(chain.get(0)));
            } else {
                msg.warning(peer + ": unusable TLSA RR: 3 1 255 " + plain);
                msg.warning(peer + ": unusable TLSA RR: 3 0 255 " + plain);
            }
        }
        if (!usable) {
            msg.warning(peer + ": all fingerprints unusable");
        }
        if (!matched) {
            note(usable ? 65 : 1, 0, chain.get(0));
        }
        steps.add(peer + ": depth=0 verify=1 subject="
                + NameText.slashed(chain.get(0).subject()));
    }

    private String fingerprint(Certificate it) {
        return colons(engine.digest().of(it.der()));
    }

    private String keyFingerprint(Certificate it) {
        try {
            return colons(engine.digest().of(it.asn1().getSubjectPublicKeyInfo().getEncoded("DER")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String colons(byte[] digest) {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }

    boolean isAnonymous() {
        return chain.isEmpty();
    }

    boolean isTrusted() {
        return !chain.isEmpty() && error == 0;
    }

    boolean isMatched() {
        return isTrusted() && matched;
    }

    /** The name of the certificate that was wanted; empty if it was not about names. */
    Optional<String> matchedName() {
        return policy.level() == TlsLevel.FINGERPRINT
                ? Optional.empty()
                : policy.matches().stream()
                        .flatMap(it -> Matches.hostName(chain.get(0), it).stream())
                        .findFirst();
    }

    /** A line for each certificate that was looked at. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    /** Names and fingerprints. */
    String summary() {
        Certificate own = chain.get(0);
        return peer + ": subject_CN=" + commonName(own.subject()) + ", issuer_CN=" + commonName(own.issuer())
                + ", fingerprint=" + fingerprint(own) + ", pkey_fingerprint=" + keyFingerprint(own);
    }

    private static String commonName(X500Name name) {
        RDN[] found = name.getRDNs(BCStyle.CN);
        return found.length == 0 || !(found[found.length - 1].getFirst().getValue() instanceof ASN1String text)
                ? ""
                : text.getString();
    }

    /** What is wrong; empty if nothing is. */
    Optional<String> complaint() {
        if (error == 0) {
            return Optional.empty();
        }
        String begin = "certificate verification failed for " + peer + ": ";
        String purpose = errorDepth > 0 ? "CA" : "server";
        return Optional.of(
                switch (error) {
                    case SELF_SIGNED -> begin + "self-signed certificate";
                    case 20, 19 -> begin + "untrusted issuer " + NameText.slashed(errorAt.issuer());
                    case 9 -> purpose + " " + begin + "certificate not yet valid";
                    case 10 -> purpose + " " + begin + "certificate has expired";
                    case 26 -> begin + "not designated for use as a " + purpose + " certificate";
                    case 27, 65 -> begin + "not trusted by local or TLSA policy";
                    default -> purpose + " " + begin + "num=" + error + ":" + VerifyError.text(error);
                });
    }
}
