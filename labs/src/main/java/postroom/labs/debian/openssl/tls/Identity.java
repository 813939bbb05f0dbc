package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;

/**
 * Who one side of a session is.
 *
 * @param chain its certificate and those of its issuers
 * @param key the certificate's key, with the private half
 */
public record Identity(List<Certificate> chain, Key key) {
    private static final int[] ELLIPTIC = {
        SignatureScheme.ecdsa_secp256r1_sha256,
        SignatureScheme.ecdsa_secp384r1_sha384,
        SignatureScheme.ecdsa_secp521r1_sha512
    };

    /** Keeps a copy. */
    public Identity {
        chain = List.copyOf(chain);
    }

    /**
     * What signs in a handshake; empty if the key can make no signature that the other side takes.
     *
     * @param wanted the schemes that the other side can check, best first; null in versions that knew none
     * @param context the request's context, of TLS 1.3 alone; else null
     */
    Optional<TlsCredentials> credentials(TlsContext session, BcTlsCrypto crypto, Vector<?> wanted, byte[] context)
            throws IOException {
        boolean newest = TlsUtils.isTLSv13(session);
        Optional<SignatureAndHashAlgorithm> scheme = wanted == null ? Optional.empty() : scheme(wanted, newest);
        if (wanted != null && scheme.isEmpty()) {
            return Optional.empty();
        }
        List<CertificateEntry> entries = new ArrayList<>();
        for (Certificate each : chain) {
            TlsCertificate made = crypto.createCertificate(each.der());
            entries.add(new CertificateEntry(made, null));
        }
        org.bouncycastle.tls.Certificate message = newest
                ? new org.bouncycastle.tls.Certificate(
                        context == null ? TlsUtils.EMPTY_BYTES : context, entries.toArray(CertificateEntry[]::new))
                : new org.bouncycastle.tls.Certificate(
                        entries.stream().map(CertificateEntry::getCertificate).toArray(TlsCertificate[]::new));
        return Optional.of(new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(session), crypto, key.secretParameters(), message, scheme.orElse(null)));
    }

    private Optional<SignatureAndHashAlgorithm> scheme(Vector<?> wanted, boolean newest) {
        for (Object each : wanted) {
            SignatureAndHashAlgorithm it = (SignatureAndHashAlgorithm) each;
            if (fits(SignatureScheme.from(it), newest)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    private boolean fits(int scheme, boolean newest) {
        return switch (key.type()) {
            case "RSA" ->
                scheme == SignatureScheme.rsa_pss_rsae_sha256
                        || scheme == SignatureScheme.rsa_pss_rsae_sha384
                        || scheme == SignatureScheme.rsa_pss_rsae_sha512
                        || !newest && (scheme >> 8 >= 4 && scheme >> 8 <= 6 && (scheme & 0xFF) == 1);
            case "EC" ->
                newest
                        ? scheme == ELLIPTIC[key.bits() == 256 ? 0 : key.bits() == 384 ? 1 : 2]
                        : scheme >> 8 >= 4 && scheme >> 8 <= 6 && (scheme & 0xFF) == 3;
            case "ED25519" -> scheme == SignatureScheme.ed25519;
            case "ED448" -> scheme == SignatureScheme.ed448;
            default -> false;
        };
    }
}
