package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postroom.labs.debian.openssl.x509.Certificate;

/** A client's end of TLS without a connection: it is fed what came, and asked what is to go. Nothing here waits. */
public final class TlsClient {
    /** Looks at the server's certificates; throws if they will not do. */
    @FunctionalInterface
    public interface Check {
        /** Gives whether to go on. */
        boolean accept(List<Certificate> chain) throws IOException;
    }

    private final ClientProtocol protocol = new ClientProtocol();
    private final ClientPeer peer;
    private final Check check;
    private List<Certificate> chain = List.of();
    private boolean accepted;
    private boolean wasAsked;
    private int alert = -1;
    private boolean refused;
    private boolean strange;
    private boolean ended;
    private boolean cut;
    private long read;
    private long written;

    /** Will offer what {@code settings} say. */
    public TlsClient(ClientSettings settings, Check check) {
        this.check = check;
        this.peer = new ClientPeer(new BcTlsCrypto(new SecureRandom()), settings, new Heard());
    }

    private final class Heard implements ClientPeer.PeerListener {
        @Override
        public void certificates(List<Certificate> of) throws IOException {
            chain = of;
            if (!check.accept(of)) {
                refused = true;
                throw new TlsFatalAlert(AlertDescription.unknown_ca);
            }
            accepted = true;
        }

        @Override
        public void asked(CertificateRequest request) {
            wasAsked = true;
        }

        @Override
        public void alert(short level, short description) {
            alert = description;
        }
    }

    /** Says hello. */
    public void begin() throws IOException {
        protocol.connect(peer);
    }

    /** Whether the handshake goes on. */
    public boolean isHandshaking() {
        return protocol.isHandshaking();
    }

    /** Takes in what has arrived; throws what the library throws if it makes no sense, or is an alert. */
    public void receive(byte[] bytes, int length) throws IOException {
        if (read == 0 && (length < 2 || bytes[0] < 20 || bytes[0] > 24 || bytes[1] != 3)) {
            read += Math.min(length, 5);
            strange = true;
            throw new TlsFatalAlert(AlertDescription.decode_error);
        }
        read += length;
        protocol.offerInput(bytes, 0, length);
    }

    /** Nothing more will come. */
    public void end() {
        ended = true;
        cut |= !protocol.isClosed();
    }

    /** What is to go to the server now; empty if nothing is. */
    public byte[] output() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = protocol.getAvailableOutputBytes(); n > 0; n = protocol.getAvailableOutputBytes()) {
            byte[] bytes = new byte[n];
            protocol.readOutput(bytes, 0, n);
            out.write(bytes, 0, n);
        }
        written += out.size();
        return out.toByteArray();
    }

    /** Encrypts bytes for the server. */
    public void write(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            protocol.writeApplicationData(bytes, 0, bytes.length);
        }
    }

    /** Changes the keys, and asks the server to do so, too, if {@code answer}; TLS 1.3 only. */
    public void updateKey(boolean answer) throws IOException {
        protocol.updateKey(answer);
    }

    /** Says goodbye. */
    public void shutdown() throws IOException {
        if (!protocol.isClosed()) {
            protocol.close();
        }
    }

    /** Whether the session has ended in order. */
    public boolean isClosed() {
        return protocol.isClosed();
    }

    /** Whether the connection ended without a goodbye. */
    public boolean isCut() {
        return cut;
    }

    /** Whether the connection is over. */
    public boolean hasEnded() {
        return ended;
    }

    /** How a handshake ended that failed. */
    public enum Failure {
        /** The other side does not speak TLS. */
        NO_TLS,
        /** The other side sent an alert. */
        ALERT,
        /** The certificates were refused. */
        REFUSED,
        /** The connection is over. */
        END,
        /** What came made no sense. */
        OTHER
    }

    /** How it failed. */
    public Failure failure() {
        if (strange) {
            return Failure.NO_TLS;
        }
        if (refused) {
            return Failure.REFUSED;
        }
        return alert >= 0 ? Failure.ALERT : ended ? Failure.END : Failure.OTHER;
    }

    /** The number of the alert that was received. */
    public int alert() {
        return alert;
    }

    /** What the server said; empty if nothing is there now. */
    public byte[] take() {
        byte[] bytes = new byte[protocol.getAvailableInputBytes()];
        protocol.readInput(bytes, 0, bytes.length);
        return bytes;
    }

    /** The certificates that the server sent, its own first. */
    public List<Certificate> chain() {
        return chain;
    }

    /** Whether the server wanted a certificate of the client. */
    public boolean wasAsked() {
        return wasAsked;
    }

    /** Whether the certificates were found good enough. */
    public boolean accepted() {
        return accepted;
    }

    /** Bytes that came. */
    public long bytesRead() {
        return read;
    }

    /** Bytes that went. */
    public long bytesWritten() {
        return written;
    }

    /** The version: {@code TLSv1.3}; empty before the server said hello. */
    public String version() {
        SecurityParameters now = peer.parameters();
        return now == null || now.getNegotiatedVersion() == null
                ? ""
                : now.getNegotiatedVersion().getName().replace(' ', 'v').replace("TLSv1.0", "TLSv1");
    }

    /** The number of the cipher suite; 0 before the server said hello. */
    public int suite() {
        SecurityParameters now = peer.parameters();
        return now == null ? 0 : now.getCipherSuite();
    }

    /** What the server signed with, as {@code SignatureScheme} numbers it; -1 if nothing. */
    public int scheme() {
        return protocol.scheme() >= 0 ? protocol.scheme() : peer.exchanges().scheme();
    }

    /** The server's key of this one session: {@code X25519, 253 bits}; empty if there is none. */
    public String temporaryKey() {
        SecurityParameters now = peer.parameters();
        int group =
                now == null || now.getNegotiatedGroup() < 0 ? peer.exchanges().group() : now.getNegotiatedGroup();
        return switch (group) {
            case NamedGroup.x25519 -> "X25519, 253 bits";
            case NamedGroup.x448 -> "X448, 448 bits";
            case NamedGroup.secp256r1 -> "ECDH, prime256v1, 256 bits";
            case NamedGroup.secp384r1 -> "ECDH, secp384r1, 384 bits";
            case NamedGroup.secp521r1 -> "ECDH, secp521r1, 521 bits";
            case NamedGroup.ffdhe2048 -> "DH, 2048 bits";
            case NamedGroup.ffdhe3072 -> "DH, 3072 bits";
            default ->
                peer.exchanges().primeBits() > 0 ? "DH, " + peer.exchanges().primeBits() + " bits" : "";
        };
    }

    /** Whether the session may be renegotiated safely (RFC 5746). */
    public boolean secureRenegotiation() {
        SecurityParameters now = peer.parameters();
        return now != null && now.isSecureRenegotiation() && !version().equals("TLSv1.3");
    }

    /** Whether the master secret is bound to the handshake (RFC 7627). */
    public boolean extendedMasterSecret() {
        SecurityParameters now = peer.parameters();
        return now != null && now.isExtendedMasterSecret() && !version().equals("TLSv1.3");
    }

    /** The session's number, older versions only. */
    public byte[] sessionId() {
        SecurityParameters now = peer.parameters();
        return now == null || now.getSessionID() == null ? new byte[0] : now.getSessionID();
    }

    /** The protocol that was agreed upon (ALPN); empty if none. */
    public String protocolName() {
        SecurityParameters now = peer.parameters();
        return now == null || now.getApplicationProtocol() == null
                ? ""
                : now.getApplicationProtocol().getUtf8Decoding();
    }

    /** Secret bytes of this session and of no other. */
    public byte[] exported() {
        return peer.exported();
    }

    /** A ticket by which a session can be taken up again; its lifetime is in seconds. */
    public record Ticket(long lifetime, byte[] bytes) {}

    /** Tickets since the last call. */
    public List<Ticket> takeTickets() {
        return protocol.takeTickets().stream()
                .map(it -> new Ticket(it.lifetime(), it.bytes()))
                .toList();
    }
}
