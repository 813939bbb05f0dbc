package postroom.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Certificates and keys that OpenSSL made for the tests. */
public final class TestKeys {

    private TestKeys() {}

    public static TlsLoad load(String certificate, String key) {
        return new TlsContexts(Runnable::run)
                .load(bytes(certificate), bytes(key))
                .toCompletableFuture()
                .join();
    }

    public static TlsContext ready(String certificate, String key) {
        return ((TlsLoad.Ready) load(certificate, key)).context();
    }

    static byte[] bytes(String name) {
        try (InputStream in = TestKeys.class.getResourceAsStream("/tls/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
