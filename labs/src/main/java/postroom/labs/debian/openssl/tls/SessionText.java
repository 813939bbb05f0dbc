package postroom.labs.debian.openssl.tls;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.tls.SignatureScheme;
import postroom.labs.debian.openssl.asn1.Asn1Text;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Digests;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Times;
import postroom.labs.debian.openssl.x509.VerifyError;

/** What {@code s_client} prints of a session ({@code print_stuff}, {@code SSL_SESSION_print(3)}). */
public final class SessionText {
    private static final String NONE = "(NONE)";
    private static final int TIMEOUT = 7200;

    private final TlsClient session;
    private final NameOptions names;
    private final int verified;
    private final String peerName;
    private final boolean old;
    private final StringBuilder out = new StringBuilder();

    /**
     * Of a session.
     *
     * @param verified the number of what is wrong with the certificates; 0 if nothing
     * @param peerName the name that was asked for and found; null if none was asked for
     * @param newest the newest version that was offered, for a session that never began
     */
    public SessionText(TlsClient session, NameOptions names, int verified, String peerName, String newest) {
        this.session = session;
        this.names = names;
        this.verified = verified;
        this.peerName = peerName;
        String version = session.version().isEmpty() ? newest : session.version();
        this.old = !version.equals("TLSv1.3");
    }

    private record Signed(String digest, String type) {}

    private static Optional<Signed> signed(int scheme) {
        return Optional.ofNullable(
                switch (scheme) {
                    case SignatureScheme.rsa_pss_rsae_sha256, SignatureScheme.rsa_pss_pss_sha256 ->
                        new Signed("SHA256", "RSA-PSS");
                    case SignatureScheme.rsa_pss_rsae_sha384, SignatureScheme.rsa_pss_pss_sha384 ->
                        new Signed("SHA384", "RSA-PSS");
                    case SignatureScheme.rsa_pss_rsae_sha512, SignatureScheme.rsa_pss_pss_sha512 ->
                        new Signed("SHA512", "RSA-PSS");
                    case SignatureScheme.rsa_pkcs1_sha256 -> new Signed("SHA256", "RSA");
                    case SignatureScheme.rsa_pkcs1_sha384 -> new Signed("SHA384", "RSA");
                    case SignatureScheme.rsa_pkcs1_sha512 -> new Signed("SHA512", "RSA");
                    case SignatureScheme.rsa_pkcs1_sha1 -> new Signed("SHA1", "RSA");
                    case SignatureScheme.ecdsa_secp256r1_sha256 -> new Signed("SHA256", "ECDSA");
                    case SignatureScheme.ecdsa_secp384r1_sha384 -> new Signed("SHA384", "ECDSA");
                    case SignatureScheme.ecdsa_secp521r1_sha512 -> new Signed("SHA512", "ECDSA");
                    case SignatureScheme.ed25519 -> new Signed(null, "ed25519");
                    case SignatureScheme.ed448 -> new Signed(null, "ed448");
                    default -> null;
                });
    }

    private String suiteName() {
        return CipherSuites.find(session.suite()).map(CipherSuites.Suite::name).orElse(NONE);
    }

    private String verification() {
        if (verified != 0) {
            return "Verification error: " + VerifyError.text(verified) + "\n";
        }
        return "Verification: OK\n" + (peerName == null ? "" : "Verified peername: " + peerName + "\n");
    }

    /** The few lines of {@code -brief}. */
    public String brief() {
        out.append("CONNECTION ESTABLISHED\nProtocol version: ").append(session.version());
        out.append("\nCiphersuite: ").append(suiteName()).append('\n');
        if (session.chain().isEmpty()) {
            out.append("No peer certificate\n");
        } else {
            Certificate own = session.chain().get(0);
            out.append("Peer certificate: ")
                    .append(NameText.of(own.subject(), names, 0))
                    .append('\n');
            Optional<Signed> signed = signed(session.scheme());
            signed.filter(it -> it.digest() != null)
                    .ifPresent(
                            it -> out.append("Hash used: ").append(it.digest()).append('\n'));
            signed.ifPresent(
                    it -> out.append("Signature type: ").append(it.type()).append('\n'));
            out.append(verification());
        }
        boolean elliptic =
                !session.temporaryKey().isEmpty() && !session.temporaryKey().startsWith("DH,");
        if (elliptic && !session.version().equals("TLSv1.3")) {
            // The lab's servers stand for OpenSSL's, which always send this list
            out.append("Supported Elliptic Curve Point Formats: "
                    + "uncompressed:ansiX962_compressed_prime:ansiX962_compressed_char2\n");
        }
        temporaryKey();
        return out.toString();
    }

    private void temporaryKey() {
        if (!session.temporaryKey().isEmpty()) {
            out.append("Server Temp Key: ").append(session.temporaryKey()).append('\n');
        }
    }

    /** Everything, with the certificates in full if {@code showCertificates}. */
    public String full(boolean showCertificates, boolean established, List<TlsClient.Ticket> tickets, Instant now) {
        chain(showCertificates);
        out.append("---\n");
        boolean hasPeer = session.accepted() && !session.chain().isEmpty();
        if (hasPeer) {
            Certificate own = session.chain().get(0);
            out.append("Server certificate\n");
            if (!showCertificates) {
                out.append(Pem.encode("CERTIFICATE", own.der()));
            }
            out.append(NameText.titled("subject=", own.subject(), names));
            out.append(NameText.titled("issuer=", own.issuer(), names));
        } else {
            out.append("no peer certificate available\n");
        }
        out.append("---\nNo client certificate CA names sent\n");
        Optional<Signed> signed = hasPeer ? signed(session.scheme()) : Optional.empty();
        signed.filter(it -> it.digest() != null)
                .ifPresent(it ->
                        out.append("Peer signing digest: ").append(it.digest()).append('\n'));
        signed.ifPresent(
                it -> out.append("Peer signature type: ").append(it.type()).append('\n'));
        temporaryKey();
        out.append("---\nSSL handshake has read " + session.bytesRead() + " bytes and written " + session.bytesWritten()
                + " bytes\n");
        out.append(verification());
        state(hasPeer);
        if (old) {
            session(established, tickets.isEmpty() ? null : tickets.get(0), now);
        } else {
            out.append("Early data was not sent\nVerify return code: " + verified + " (" + VerifyError.text(verified)
                    + ")\n");
        }
        return out.append("---\n").toString();
    }

    private void state(boolean hasPeer) {
        String suite = suiteName();
        boolean none = suite.equals(NONE) || old && !hasPeer;
        out.append("---\nNew, " + (none ? NONE : session.version()) + ", Cipher is " + (none ? NONE : suite) + "\n");
        if (hasPeer) {
            session.chain().get(0).key().ifPresent(it -> out.append("Server public key is " + it.bits() + " bit\n"));
        }
        out.append("Secure Renegotiation IS" + (session.secureRenegotiation() ? "" : " NOT") + " supported\n");
        out.append("Compression: NONE\nExpansion: NONE\n");
        out.append(
                session.protocolName().isEmpty()
                        ? "No ALPN negotiated\n"
                        : "ALPN protocol: " + session.protocolName() + "\n");
    }

    private void chain(boolean showCertificates) {
        if (session.chain().isEmpty()) {
            return;
        }
        out.append("---\nCertificate chain\n");
        int number = 0;
        for (Certificate each : session.chain()) {
            out.append(String.format(Locale.ROOT, "%2d s:", number++))
                    .append(NameText.of(each.subject(), names, 0))
                    .append("\n   i:")
                    .append(NameText.of(each.issuer(), names, 0))
                    .append('\n');
            Optional<Key> key = each.key();
            if (key.isPresent()) {
                String type = Objects.shortName(key.get().info().getAlgorithm().getAlgorithm());
                out.append("   a:PKEY: " + type + ", " + key.get().bits() + " (bit); sigalg: "
                        + Objects.shortName(each.asn1().getSignatureAlgorithm().getAlgorithm())
                        + "\n");
            }
            out.append("   v:NotBefore: " + Times.text(each.notBefore()) + "; NotAfter: " + Times.text(each.notAfter())
                    + "\n");
            if (showCertificates) {
                out.append(Pem.encode("CERTIFICATE", each.der()));
            }
        }
    }

    /** A ticket that came after the handshake. */
    public static String ticket(TlsClient session, TlsClient.Ticket ticket, int verified, Instant now) {
        SessionText text = new SessionText(session, NameOptions.ONELINE, verified, null, "TLSv1.3");
        text.out.append("---\nPost-Handshake New Session Ticket arrived:\n");
        text.session(true, ticket, now);
        return text.out.append("---\n").toString();
    }

    private void session(boolean established, TlsClient.Ticket ticket, Instant now) {
        String suite = suiteName();
        out.append("SSL-Session:\n    Protocol  : " + (session.version().isEmpty() ? "TLSv1.2" : session.version()));
        out.append("\n    Cipher    : " + (established && !suite.equals(NONE) ? suite : "0000"));
        byte[] id = old || ticket == null
                ? established ? session.sessionId() : new byte[0]
                : Digests.usual().of(ticket.bytes());
        if (old && ticket != null && id.length == 0) {
            id = Digests.usual().of(ticket.bytes());
        }
        out.append("\n    Session-ID: " + Hex.plain(id) + "\n    Session-ID-ctx: \n");
        String label = old ? "    Master-Key: " : "    Resumption PSK: ";
        out.append(label)
                .append(established ? Hex.plain(session.exported()) : "")
                .append('\n');
        out.append("    PSK identity: None\n    PSK identity hint: None\n    SRP username: None\n");
        if (ticket != null) {
            out.append("    TLS session ticket lifetime hint: " + ticket.lifetime() + " (seconds)\n");
            out.append("    TLS session ticket:\n")
                    .append(Asn1Text.dump(ticket.bytes(), 4))
                    .append('\n');
        }
        out.append("    Start Time: " + now.getEpochSecond() + "\n    Timeout   : " + TIMEOUT + " (sec)\n");
        out.append("    Verify return code: " + verified + " (" + VerifyError.text(verified) + ")\n");
        out.append("    Extended master secret: "
                + (session.extendedMasterSecret() || old && !established ? "yes" : "no") + "\n");
        if (!old) {
            out.append("    Max Early Data: 0\n");
        }
    }
}
