package postroom.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLParameters;

/** A certificate chain with its key, ready for handshakes. Immutable, shared by all sessions and labs that use it. */
public final class TlsContext {

    private final SslContext context;
    private final List<X509Certificate> chain;

    TlsContext(SslContext context, List<X509Certificate> chain) {
        this.context = context;
        this.chain = List.copyOf(chain);
    }

    /** The server's certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** A handler for one connection. The client's preference among the ciphers decides, as with OpenSSL. */
    public SslHandler newHandler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setUseCipherSuitesOrder(false);
        handler.engine().setSSLParameters(parameters);
        return handler;
    }
}
