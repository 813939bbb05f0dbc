package postroom.labs.debian.openssl.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.tls.DefaultTlsKeyExchangeFactory;
import org.bouncycastle.tls.TlsDHEKeyExchange;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsECDHEKeyExchange;
import org.bouncycastle.tls.TlsKeyExchange;

/** Key exchanges of TLS 1.2 that remember how the server signed its key, and how long that was. */
final class Exchanges extends DefaultTlsKeyExchangeFactory {
    private static final int LONGEST = 1 << 16;
    private static final int NAMED_CURVE = 3;

    private int scheme = -1;
    private int group = -1;
    private int primeBits;

    /** The signature's scheme; -1 if there was none. */
    int scheme() {
        return scheme;
    }

    /** The number of the named curve; -1 if there was none. */
    int group() {
        return group;
    }

    /** The size of the server's Diffie-Hellman prime; 0 if there is none. */
    int primeBits() {
        return primeBits;
    }

    @Override
    public TlsKeyExchange createECDHEKeyExchangeClient(int exchange) {
        return new TlsECDHEKeyExchange(exchange) {
            @Override
            public void processServerKeyExchange(InputStream message) throws IOException {
                byte[] all = message.readNBytes(LONGEST);
                ByteArrayInputStream parts = new ByteArrayInputStream(all);
                if (parts.read() == NAMED_CURVE) {
                    group = (int) ClientProtocol.number(parts, 2);
                    parts.readNBytes(Math.max(0, parts.read()));
                    scheme = (int) ClientProtocol.number(parts, 2);
                }
                super.processServerKeyExchange(new ByteArrayInputStream(all));
            }
        };
    }

    @Override
    public TlsKeyExchange createDHEKeyExchangeClient(int exchange, TlsDHGroupVerifier verifier) {
        return new TlsDHEKeyExchange(exchange, verifier) {
            @Override
            public void processServerKeyExchange(InputStream message) throws IOException {
                byte[] all = message.readNBytes(LONGEST);
                ByteArrayInputStream parts = new ByteArrayInputStream(all);
                byte[] prime = parts.readNBytes((int) ClientProtocol.number(parts, 2));
                primeBits = new java.math.BigInteger(1, prime).bitLength();
                parts.readNBytes((int) ClientProtocol.number(parts, 2));
                parts.readNBytes((int) ClientProtocol.number(parts, 2));
                scheme = (int) ClientProtocol.number(parts, 2);
                super.processServerKeyExchange(new ByteArrayInputStream(all));
            }
        };
    }
}
