package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;

/** A handshake that remembers what the library does not tell: how the server signed, and the tickets it gave. */
final class ClientProtocol extends TlsClientProtocol {
    private static final int NONE = -1;

    /**
     * A ticket by which a session can be taken up again.
     *
     * @param lifetime in seconds
     */
    record Ticket(long lifetime, byte[] bytes) {}

    private final List<Ticket> tickets = new ArrayList<>();
    private int scheme = NONE;
    private int exchangeBits;

    /** The signature's scheme ({@code SignatureScheme}); -1 if there was no signature. */
    int scheme() {
        return scheme;
    }

    /** The size of the server's Diffie-Hellman prime; 0 if there is none. */
    int exchangeBits() {
        return exchangeBits;
    }

    /** Tickets since the last call. */
    List<Ticket> takeTickets() {
        List<Ticket> taken = List.copyOf(tickets);
        tickets.clear();
        return taken;
    }

    void updateKey(boolean answer) throws IOException {
        send13KeyUpdate(answer);
    }

    @Override
    protected void receive13ServerCertificateVerify(ByteArrayInputStream message) throws IOException {
        message.mark(2);
        scheme = message.read() << 8 | message.read();
        message.reset();
        super.receive13ServerCertificateVerify(message);
    }

    @Override
    protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
        message.mark(Integer.MAX_VALUE);
        long lifetime = number(message, 4);
        number(message, 4);
        message.readNBytes(message.read());
        tickets.add(new Ticket(lifetime, message.readNBytes((int) number(message, 2))));
        message.reset();
        super.receive13NewSessionTicket(message);
    }


    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput message) throws IOException {
        boolean older = getContext().getServerVersion() != null
                && !getContext().getServerVersion().equals(ProtocolVersion.TLSv13);
        if (type == HandshakeType.server_key_exchange && older) {
            message.mark(Integer.MAX_VALUE);
            keyExchange(message);
            message.reset();
        }
        if (type == HandshakeType.new_session_ticket && older) {
            message.mark(Integer.MAX_VALUE);
            long lifetime = number(message, 4);
            tickets.add(new Ticket(lifetime, message.readNBytes((int) number(message, 2))));
            message.reset();
        }
        super.handleHandshakeMessage(type, message);
    }

    private void keyExchange(ByteArrayInputStream message) {
        int first = message.read();
        if (first == 3) { // a named curve
            number(message, 2);
            skip(message, message.read());
        } else {
            int length = first << 8 | message.read();
            exchangeBits = length * 8;
            skip(message, length);
            skip(message, (int) number(message, 2));
            skip(message, (int) number(message, 2));
        }
        if (getContext().getServerVersion().equals(ProtocolVersion.TLSv12) && message.available() >= 2) {
            scheme = message.read() << 8 | message.read();
        }
    }

    private static void skip(ByteArrayInputStream message, int bytes) {
        message.skip(Math.max(0, bytes));
    }

    private static long number(ByteArrayInputStream message, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | message.read() & 0xFF;
        }
        return value;
    }
}
