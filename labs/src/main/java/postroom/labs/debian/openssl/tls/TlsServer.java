package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postroom.labs.debian.openssl.x509.Certificate;

/** A server's end of TLS without a connection: it is fed what came, and asked what is to go. Nothing here waits. */
public final class TlsServer {
    private static final int TICKET_BYTES = 208;
    private static final int LIFETIME_SECONDS = 7200;
    private static final int NEW_SESSION_TICKET = 4;

    private final Protocol protocol = new Protocol();
    private final ServerPeer peer;
    private final SecureRandom random = new SecureRandom();
    private boolean strange;
    private long read;

    private static final class Protocol extends TlsServerProtocol {
        private void handshakeRecord(byte[] message) throws IOException {
            safeWriteRecord(ContentType.handshake, message, 0, message.length);
        }
    }

    /** Will allow what {@code settings} say; {@code check} looks at the client's certificates, which may be none. */
    public TlsServer(ServerSettings settings, TlsClient.Check check) {
        this.peer = new ServerPeer(new BcTlsCrypto(random), settings, check);
    }

    /** Waits for a hello. */
    public void begin() throws IOException {
        protocol.accept(peer);
    }

    /** Whether the handshake goes on. */
    public boolean isHandshaking() {
        return protocol.isHandshaking();
    }

    /** Takes in what has arrived; throws what the library throws if it makes no sense, or is an alert. */
    public void receive(byte[] bytes, int length) throws IOException {
        if (read == 0 && (length < 2 || bytes[0] < 20 || bytes[0] > 24 || bytes[1] != 3)) {
            strange = true;
            throw new TlsFatalAlert(AlertDescription.decode_error);
        }
        read += length;
        protocol.offerInput(bytes, 0, length);
    }

    /** Whether the other side does not speak TLS. */
    public boolean isStrange() {
        return strange;
    }

    /** What is to go to the client now; empty if nothing is. */
    public byte[] output() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = protocol.getAvailableOutputBytes(); n > 0; n = protocol.getAvailableOutputBytes()) {
            byte[] bytes = new byte[n];
            protocol.readOutput(bytes, 0, n);
            out.write(bytes, 0, n);
        }
        return out.toByteArray();
    }

    /** Encrypts bytes for the client. */
    public void write(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            protocol.writeApplicationData(bytes, 0, bytes.length);
        }
    }

    /** What the client said; empty if nothing is there now. */
    public byte[] take() {
        byte[] bytes = new byte[protocol.getAvailableInputBytes()];
        protocol.readInput(bytes, 0, bytes.length);
        return bytes;
    }

    /** Gives the client a ticket (RFC 8446 §4.6.1), with which it could come back sooner: it will not be known again. */
    public void ticket() throws IOException {
        byte[] ticket = new byte[TICKET_BYTES];
        byte[] nonce = new byte[8];
        random.nextBytes(ticket);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(LIFETIME_SECONDS);
        out.writeInt(random.nextInt());
        out.writeByte(nonce.length);
        out.write(nonce);
        out.writeShort(ticket.length);
        out.write(ticket);
        out.writeShort(0);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream whole = new DataOutputStream(message);
        whole.writeInt(NEW_SESSION_TICKET << 24 | body.size());
        body.writeTo(whole);
        protocol.handshakeRecord(message.toByteArray());
    }

    /** Says goodbye. */
    public void shutdown() throws IOException {
        if (!protocol.isClosed()) {
            protocol.close();
        }
    }

    /** Whether the session has ended. */
    public boolean isClosed() {
        return protocol.isClosed();
    }

    /** The number of the alert that was received; -1 if none was. */
    public int alert() {
        return peer.alert();
    }

    /** The version: {@code TLSv1.3}; empty before it is agreed upon. */
    public String version() {
        SecurityParameters now = peer.parameters();
        return now == null || now.getNegotiatedVersion() == null
                ? ""
                : now.getNegotiatedVersion().getName().replace(' ', 'v');
    }

    /** The number of the cipher suite. */
    public int suite() {
        return peer.parameters().getCipherSuite();
    }

    /** The suites that the client offered. */
    public List<Integer> offered() {
        return List.copyOf(peer.offered());
    }

    /** The signatures that the client can check, as {@code SignatureScheme} numbers them. */
    public List<Integer> schemes() {
        return List.copyOf(peer.schemes());
    }

    /** The groups for key exchange that the client knows. */
    public List<Integer> groups() {
        return List.copyOf(peer.groups());
    }

    /** The certificates that the client sent. */
    public List<Certificate> chain() {
        return peer.chain();
    }

    /** Secret bytes of this session and of no other. */
    public byte[] exported() {
        return peer.exported();
    }

    /** The session's number. */
    public byte[] sessionId() {
        byte[] id = peer.parameters().getSessionID();
        return id == null ? new byte[0] : id.clone();
    }
}
