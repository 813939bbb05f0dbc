package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.TlsClientProtocol;

/** A handshake that remembers what the library does not tell: how the server signed, and the tickets it gave. */
final class ClientProtocol extends TlsClientProtocol {
    private static final int LONGEST = 1 << 17;

    /**
     * A ticket by which a session can be taken up again.
     *
     * @param lifetime in seconds
     */
    record Ticket(long lifetime, byte[] bytes) {}

    private final List<Ticket> tickets = new ArrayList<>();
    private int scheme = -1;

    /** The scheme of the signature of TLS 1.3 ({@code SignatureScheme}); -1 if there was none. */
    int scheme() {
        return scheme;
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
        byte[] all = message.readNBytes(LONGEST);
        scheme = (int) number(new ByteArrayInputStream(all), 2);
        super.receive13ServerCertificateVerify(new ByteArrayInputStream(all));
    }

    @Override
    protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
        byte[] all = message.readNBytes(LONGEST);
        ByteArrayInputStream parts = new ByteArrayInputStream(all);
        long lifetime = number(parts, 4);
        number(parts, 4);
        parts.readNBytes(Math.max(0, parts.read()));
        tickets.add(new Ticket(lifetime, parts.readNBytes((int) number(parts, 2))));
        super.receive13NewSessionTicket(new ByteArrayInputStream(all));
    }

    @Override
    protected void receiveNewSessionTicket(ByteArrayInputStream message) throws IOException {
        byte[] all = message.readNBytes(LONGEST);
        ByteArrayInputStream parts = new ByteArrayInputStream(all);
        long lifetime = number(parts, 4);
        tickets.add(new Ticket(lifetime, parts.readNBytes((int) number(parts, 2))));
        super.receiveNewSessionTicket(new ByteArrayInputStream(all));
    }

    static long number(ByteArrayInputStream message, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | message.read() & 0xFF;
        }
        return value;
    }
}
