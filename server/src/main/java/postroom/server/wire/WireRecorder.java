package postroom.server.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import postroom.server.Endpoints;
import postroom.server.tls.TlsFacts;
import postroom.server.wire.WireEvent.Side;

/**
 * The one tap of one session: its protocol's framer hands it every byte from the client, its transport every byte to
 * the client. Confined to the session's event loop.
 */
public final class WireRecorder {

    /** Characters of a line that are kept. */
    public static final int MAX_LINE = 1024;

    /** Lines of one message that are told; the rest is counted. */
    public static final int MAX_CONTENT_LINES = 200;

    /** Bytes of a packet of cipher text that are told. */
    public static final int CIPHER_HEAD = 32;

    private final WireTap tap;
    private final Clock clock;
    private final String session;
    private final UnaryOperator<String> mask;
    private final StringBuilder content = new StringBuilder(0);
    private boolean encrypted;
    private boolean secret;
    private int contentLines;
    private long skipped;

    /**
     * @param mask hides the secrets in a client's command line, see {@link Secrets}
     */
    public WireRecorder(WireTap tap, Clock clock, String session, UnaryOperator<String> mask) {
        this.tap = tap;
        this.clock = clock;
        this.session = session;
        this.mask = mask;
    }

    /** Whether anybody listens; a caller may save itself the work if not. */
    public boolean on() {
        return tap != WireTap.NONE;
    }

    public void opened(String protocol, Endpoints ends) {
        tell(new WireEvent.Opened(session, now(), protocol, ends));
    }

    public void closed() {
        tell(new WireEvent.Closed(session, now()));
    }

    /** Whether the next lines from the client are secrets as a whole, as in an AUTH exchange. */
    public void secretLines(boolean on) {
        secret = on;
    }

    /** A command line, without its line end. */
    public void clientLine(String text) {
        if (on()) {
            line(Side.CLIENT, secret ? Secrets.MASK : mask.apply(text));
        }
    }

    public void serverLine(String text) {
        if (on()) {
            line(Side.SERVER, text);
        }
    }

    /** A piece of a message from the client, cut anywhere; its reader index stays. */
    public void clientContent(ByteBuf piece) {
        if (!on()) {
            return;
        }
        int end = piece.writerIndex();
        for (int i = piece.readerIndex(); i < end; i++) {
            if (contentLines >= MAX_CONTENT_LINES) {
                skipped += end - i;
                return;
            }
            int c = piece.getByte(i) & 0xff;
            if (c == '\n') {
                contentLine();
            } else if (content.length() <= MAX_LINE) {
                content.append((char) c);
            }
        }
    }

    /** The message is over, whole or not. */
    public void contentEnded() {
        if (!content.isEmpty()) {
            contentLine();
        }
        if (skipped > 0) {
            discarded(skipped);
        }
        skipped = 0;
        contentLines = 0;
    }

    /** Bytes from the client that nobody reads. */
    public void discarded(long bytes) {
        tell(new WireEvent.Skipped(session, now(), Side.CLIENT, bytes, encrypted));
    }

    public void tlsStarted(TlsFacts facts) {
        encrypted = true;
        tell(new WireEvent.TlsStarted(session, now(), facts));
    }

    /** A packet of cipher text; its reader index stays. */
    public void cipherBytes(Side side, ByteBuf packet) {
        if (on()) {
            int bytes = packet.readableBytes();
            String head = ByteBufUtil.hexDump(packet, packet.readerIndex(), Math.min(bytes, CIPHER_HEAD));
            tell(new WireEvent.CipherBytes(session, now(), side, bytes, head));
        }
    }

    /** The reply that comes next is a refusal by this rule. */
    public void caused(Cause cause) {
        tell(new WireEvent.Caused(session, now(), cause));
    }

    public void command(String verb, String line, String argument, int code, List<String> reply) {
        if (on()) {
            String masked = secret ? Secrets.MASK : mask.apply(line);
            String maskedArgument = masked.equals(line) ? argument : Secrets.MASK;
            tell(new WireEvent.Command(session, now(), verb, cut(masked), cut(maskedArgument), code, reply));
        }
    }

    public void messageAccepted(String queueId, String sender, List<String> recipients, long bytes) {
        tell(new WireEvent.MessageAccepted(session, now(), queueId, sender, recipients, bytes));
    }

    private void contentLine() {
        int end = content.length();
        if (end > 0 && content.charAt(end - 1) == '\r') {
            content.setLength(end - 1);
        }
        // Collected byte by byte: what looks like Latin-1 here is UTF-8 that may have been cut between two pieces.
        byte[] bytes = content.toString().getBytes(StandardCharsets.ISO_8859_1);
        content.setLength(0);
        contentLines++;
        line(Side.CLIENT, new String(bytes, StandardCharsets.UTF_8));
    }

    private void line(Side side, String text) {
        tell(new WireEvent.Line(session, now(), side, cut(text), encrypted));
    }

    private static String cut(String text) {
        return text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE);
    }

    private Instant now() {
        return clock.instant();
    }

    private void tell(WireEvent event) {
        if (on()) {
            tap.on(event);
        }
    }
}
