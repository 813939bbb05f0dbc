package postroom.server.tls;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from a handshake's clear part what Java does not tell: which group the key exchange used and which signature
 * schemes the client offered (RFC 8446 §4, RFC 8422 §5.4). It collects at most 16 KB of each side and then only the
 * first handshake messages; whatever it cannot read, it leaves unknown.
 */
final class HelloReader {

    private static final int MAX_COLLECTED = 16 * 1024;
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int KEY_SHARE = 51;
    private static final int NAMED_CURVE = 3;

    private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream(512);
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream(2048);

    /** What was found. */
    static final class Findings {
        int group = -1;
        int serverScheme = -1;
        final List<Integer> clientSchemes = new ArrayList<>();
    }

    void client(ByteBuf bytes) {
        collect(fromClient, bytes);
    }

    void server(ByteBuf bytes) {
        collect(fromServer, bytes);
    }

    private static void collect(ByteArrayOutputStream to, ByteBuf bytes) {
        int take = Math.min(bytes.readableBytes(), MAX_COLLECTED - to.size());
        if (take > 0) {
            byte[] copy = new byte[take];
            bytes.getBytes(bytes.readerIndex(), copy);
            to.write(copy, 0, take);
        }
    }

    Findings findings() {
        Findings findings = new Findings();
        for (byte[] stream : List.of(fromClient.toByteArray(), fromServer.toByteArray())) {
            try {
                messages(handshakeBytes(stream), findings);
            } catch (BufferUnderflowException | IllegalArgumentException cutOff) {
                continue; // the rest is beyond what was collected, or encrypted
            }
        }
        return findings;
    }

    /** The payloads of the clear handshake records at the stream's beginning, put together. */
    private static ByteBuffer handshakeBytes(byte[] stream) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int at = 0;
        while (at + RECORD_HEADER <= stream.length && stream[at] == HANDSHAKE_RECORD) {
            int length = (stream[at + 3] & 0xff) << 8 | stream[at + 4] & 0xff;
            int end = Math.min(at + RECORD_HEADER + length, stream.length);
            payload.write(stream, at + RECORD_HEADER, end - at - RECORD_HEADER);
            at = end;
        }
        return ByteBuffer.wrap(payload.toByteArray());
    }

    private static void messages(ByteBuffer in, Findings findings) {
        while (in.hasRemaining()) {
            int type = in.get() & 0xff;
            int length = (in.get() & 0xff) << 16 | in.getShort() & 0xffff;
            ByteBuffer body = take(in, length);
            switch (type) {
                case CLIENT_HELLO -> clientHello(body, findings);
                case SERVER_HELLO -> serverHello(body, findings);
                case SERVER_KEY_EXCHANGE -> serverKeyExchange(body, findings);
                default -> {}
            }
        }
    }

    private static void clientHello(ByteBuffer body, Findings findings) {
        skip(body, 2 + 32);
        skip(body, body.get() & 0xff);
        skip(body, body.getShort() & 0xffff);
        skip(body, body.get() & 0xff);
        ByteBuffer schemes = extension(body, SIGNATURE_ALGORITHMS);
        if (schemes.hasRemaining()) {
            findings.clientSchemes.clear();
            skip(schemes, 2);
            while (schemes.remaining() >= 2) {
                findings.clientSchemes.add(schemes.getShort() & 0xffff);
            }
        }
    }

    private static void serverHello(ByteBuffer body, Findings findings) {
        skip(body, 2 + 32);
        skip(body, body.get() & 0xff);
        skip(body, 2 + 1);
        ByteBuffer share = extension(body, KEY_SHARE);
        if (share.remaining() >= 2) {
            findings.group = share.getShort() & 0xffff;
        }
    }

    /** Only TLS 1.2 and below send it, and only with (EC)DHE. */
    private static void serverKeyExchange(ByteBuffer body, Findings findings) {
        if (body.get() == NAMED_CURVE) {
            findings.group = body.getShort() & 0xffff;
            skip(body, body.get() & 0xff);
            findings.serverScheme = body.getShort() & 0xffff;
        }
    }

    private static ByteBuffer extension(ByteBuffer body, int wanted) {
        if (body.remaining() < 2) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer extensions = take(body, body.getShort() & 0xffff);
        while (extensions.remaining() >= 4) {
            int type = extensions.getShort() & 0xffff;
            ByteBuffer content = take(extensions, extensions.getShort() & 0xffff);
            if (type == wanted) {
                return content;
            }
        }
        return ByteBuffer.allocate(0);
    }

    private static ByteBuffer take(ByteBuffer from, int length) {
        ByteBuffer part = from.slice(from.position(), Math.min(length, from.remaining()));
        skip(from, length);
        return part;
    }

    private static void skip(ByteBuffer buffer, int count) {
        if (count > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        buffer.position(buffer.position() + count);
    }
}
