package postroom.labs.debian.sockets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS as a client over a lab's connection: the JDK's engine, fed by hand. Takes any certificate, as swaks does. */
public final class TlsClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Line line;
    private final SSLEngine engine;
    private ByteBuffer received = ByteBuffer.allocate(0);

    TlsClient(Line line) throws IOException {
        this.line = line;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            this.engine = context.createSSLEngine();
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
        engine.setUseClientMode(true);
    }

    /** Believes every certificate. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // whoever wants to know looks at the certificate afterwards
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever wants to know looks at the certificate afterwards
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    void handshake() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP:
                    line.raw(wrap(ByteBuffer.allocate(0)));
                    break;
                case NEED_TASK:
                    tasks();
                    break;
                case NEED_UNWRAP:
                case NEED_UNWRAP_AGAIN:
                    unwrap(PATIENCE, new ByteArrayOutputStream());
                    break;
                default:
                    return;
            }
        }
    }

    private void tasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    private byte[] wrap(ByteBuffer plain) throws SSLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        do {
            ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(plain, packet);
            out.write(packet.array(), 0, packet.position());
        } while (plain.hasRemaining());
        return out.toByteArray();
    }

    byte[] encrypt(byte[] plain) throws IOException {
        return wrap(ByteBuffer.wrap(plain));
    }

    byte[] read(Duration timeout) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        while (plain.size() == 0) {
            if (engine.isInboundDone() || !unwrap(timeout, plain)) {
                return new byte[0];
            }
            tasks();
            if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP && !engine.isInboundDone()) {
                line.raw(wrap(ByteBuffer.allocate(0)));
            }
        }
        return plain.toByteArray();
    }

    /** Takes one record apart; false at the end of the connection. */
    private boolean unwrap(Duration timeout, ByteArrayOutputStream plain) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + 1024);
        SSLEngineResult result = engine.unwrap(received, out);
        plain.write(out.array(), 0, out.position());
        if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            return result.getStatus() != SSLEngineResult.Status.CLOSED || plain.size() > 0;
        }
        byte[] more = line.rawRead(timeout);
        if (more.length == 0) {
            if (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
                throw new IOException("connection closed in the handshake");
            }
            return false;
        }
        ByteBuffer joined = ByteBuffer.allocate(received.remaining() + more.length);
        received = joined.put(received).put(more).flip();
        return true;
    }

    /** The version, as OpenSSL names it: {@code TLSv1.3}. */
    public String version() {
        return engine.getSession().getProtocol();
    }

    /** The cipher suite, as the JDK names it. */
    public String cipher() {
        return engine.getSession().getCipherSuite();
    }

    /** The server's certificate. */
    public X509Certificate certificate() throws SSLException {
        return (X509Certificate) engine.getSession().getPeerCertificates()[0];
    }
}
