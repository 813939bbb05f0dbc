package postroom.server.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Makes {@link TlsContext}s from PEM files and remembers them by content, so that a thousand labs with the same
 * snakeoil certificate share one. Building takes some 16 ms and therefore runs on an executor, never on an event loop.
 */
public final class TlsContexts {

    private static final int CACHED = 256;
    /** How long a session may be taken up again: OpenSSL's two hours. */
    private static final long SESSION_SECONDS = 7200;

    private static final char[] NO_PASSWORD = {};
    private static final byte[] PROBE = {1, 2, 3};

    private final Executor executor;
    private final Map<String, CompletionStage<TlsLoad>> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletionStage<TlsLoad>> eldest) {
            return size() > CACHED;
        }
    };

    public TlsContexts(Executor executor) {
        this.executor = executor;
    }

    /**
     * @param certificates PEM with the server's certificate first and its issuers after it
     * @param key PEM with the key; may be the same file
     */
    public CompletionStage<TlsLoad> load(byte[] certificates, byte[] key) {
        return load(List.of(new Pair(certificates, key)), TlsOptions.USUAL);
    }

    /**
     * One identity of a server.
     *
     * @param certificates PEM with the server's certificate first and its issuers after it
     * @param key PEM with the key; may be the same file
     */
    public record Pair(byte[] certificates, byte[] key) {}

    /**
     * @param pairs one for each kind of key; the first that is no use makes all fail; without any, clients find no cipher
     *     in common
     */
    public CompletionStage<TlsLoad> load(List<Pair> pairs, TlsOptions options) {
        StringBuilder name = new StringBuilder(options.toString());
        for (Pair each : pairs) {
            name.append(digest(each.certificates())).append(digest(each.key()));
        }
        synchronized (cache) {
            return cache.computeIfAbsent(
                    name.toString(), absent -> CompletableFuture.supplyAsync(() -> build(pairs, options), executor));
        }
    }

    /** A certificate with its issuers, and its key. */
    private record Identity(List<X509Certificate> chain, PrivateKey key) {}

    private static TlsLoad build(List<Pair> pairs, TlsOptions options) {
        List<Identity> identities = new ArrayList<>();
        for (Pair each : pairs) {
            TlsLoad.Failed failed = read(each.certificates(), each.key(), identities);
            if (failed != null) {
                return failed;
            }
        }
        return context(identities, options);
    }

    /** Adds an identity; what is wrong with it, or null. */
    private static TlsLoad.Failed read(byte[] certificateFile, byte[] keyFile, List<Identity> to) {
        List<X509Certificate> chain;
        try {
            chain = certificates(certificateFile);
        } catch (CertificateException | IllegalArgumentException bad) {
            return failed(TlsLoad.Problem.BAD_CERTIFICATE, bad);
        }
        if (chain.isEmpty()) {
            return new TlsLoad.Failed(TlsLoad.Problem.NO_CERTIFICATE, "no certificate in the file");
        }
        PrivateKey key;
        try {
            List<Pem> keys = Pem.blocks(keyFile).stream().filter(Pem::isKey).toList();
            if (keys.isEmpty()) {
                return new TlsLoad.Failed(TlsLoad.Problem.NO_KEY, "no private key in the file");
            }
            if (keys.get(0).der().length == 0 || keys.get(0).label().startsWith("ENCRYPTED")) {
                return new TlsLoad.Failed(TlsLoad.Problem.KEY_LOCKED, "the key is encrypted");
            }
            key = PrivateKeys.read(keys.get(0));
        } catch (GeneralSecurityException | IllegalArgumentException bad) {
            return failed(TlsLoad.Problem.BAD_KEY, bad);
        }
        PublicKey open = chain.get(0).getPublicKey();
        if (!open.getAlgorithm().equals(key.getAlgorithm())) {
            return new TlsLoad.Failed(TlsLoad.Problem.KEY_OF_OTHER_KIND, "the key is of another kind");
        }
        if (!belong(open, key)) {
            return new TlsLoad.Failed(TlsLoad.Problem.KEY_MISMATCH, "the key is not the certificate's");
        }
        to.add(new Identity(chain, key));
        return null;
    }

    private static TlsLoad context(List<Identity> identities, TlsOptions options) {
        try {
            List<String> ciphers = ciphers().stream().filter(options::allows).toList();
            SslContextBuilder builder = SslContextBuilder.forServer(keys(identities))
                    .sslProvider(SslProvider.JDK)
                    .sessionTimeout(SESSION_SECONDS)
                    .protocols(options.protocols())
                    .ciphers(ciphers, SupportedCipherSuiteFilter.INSTANCE);
            if (options.asksClient()) {
                List<X509Certificate> authorities =
                        certificates(options.authorities().getBytes(StandardCharsets.ISO_8859_1));
                builder.clientAuth(ClientAuth.OPTIONAL).trustManager(new AnyClient(authorities));
            }
            return new TlsLoad.Ready(new TlsContext(
                    builder.build(),
                    identities.isEmpty() ? List.of() : identities.get(0).chain()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException bad) {
            return failed(TlsLoad.Problem.BAD_CERTIFICATE, bad);
        }
    }

    private static KeyManagerFactory keys(List<Identity> identities) throws GeneralSecurityException, IOException {
        // JKS takes a chain as it is; PKCS12 refuses one whose second certificate did not sign the first, which OpenSSL
        // sends
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, NO_PASSWORD);
        for (Identity each : identities) {
            store.setKeyEntry(
                    "key" + store.size(), each.key(), NO_PASSWORD, each.chain().toArray(new X509Certificate[0]));
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    /** Java's own list; Netty's is shorter and begins with the shorter key. */
    private static List<String> ciphers() throws GeneralSecurityException {
        return List.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    }

    private static List<X509Certificate> certificates(byte[] file) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem pem : Pem.blocks(file)) {
            if (pem.isCertificate()) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem.der())));
            }
        }
        return chain;
    }

    /** A signature by the one that the other verifies: holds for every algorithm alike. */
    private static boolean belong(PublicKey publicKey, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(PROBE);
            return verifier.verify(signature);
        } catch (GeneralSecurityException otherKindOfKey) {
            return false;
        }
    }

    private static TlsLoad.Failed failed(TlsLoad.Problem problem, Exception cause) {
        String message = cause.getMessage();
        return new TlsLoad.Failed(problem, message == null ? cause.toString() : message);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
