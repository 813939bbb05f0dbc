package postroom.labs.debian.postfix.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.SignatureScheme;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.debian.openssl.tls.TlsClient;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.server.tls.TlsFacts;

/** A client's session in one line: {@code TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …}. */
final class SessionSummary {
    private SessionSummary() {}

    static String of(TlsClient session, ClientEngine engine) {
        Optional<CipherSuites.Suite> suite = CipherSuites.find(session.suite());
        int bits = suite.map(CipherSuites.Suite::bits).orElse(0);
        int scheme = session.scheme();
        Optional<Key> key = session.chain().stream().findFirst().flatMap(Certificate::key);
        return new TlsFacts(
                        session.version(),
                        suite.map(CipherSuites.Suite::name).orElse(""),
                        bits,
                        bits,
                        session.temporaryKey()
                                .replaceFirst("^(X25519|X448),.*", "$1")
                                .replaceFirst("^ECDH, prime256v1,.*", "ECDHE (P-256)")
                                .replaceFirst("^ECDH, secp(384|521)r1,.*", "ECDHE (P-$1)")
                                .replaceFirst("^DH, (.*)", "DHE ($1)"),
                        key.map(it -> signature(it, scheme)).orElse(""),
                        digest(scheme),
                        session.wasAsked() ? own(engine) : List.of())
                .summary();
    }

    private static String signature(Key key, int scheme) {
        return switch (key.type()) {
            case "RSA" -> (scheme >> 8 == 8 ? "RSA-PSS (" : "RSA (") + key.bits() + " bits)";
            case "EC" -> "ECDSA (" + (key.bits() == 256 ? "prime256v1" : "secp" + key.bits() + "r1") + ")";
            default -> key.type();
        };
    }

    private static String digest(int scheme) {
        return switch (scheme) {
            case SignatureScheme.rsa_pss_rsae_sha256,
                    SignatureScheme.rsa_pss_pss_sha256,
                    SignatureScheme.rsa_pkcs1_sha256,
                    SignatureScheme.ecdsa_secp256r1_sha256 -> "SHA256";
            case SignatureScheme.rsa_pss_rsae_sha384,
                    SignatureScheme.rsa_pss_pss_sha384,
                    SignatureScheme.rsa_pkcs1_sha384,
                    SignatureScheme.ecdsa_secp384r1_sha384 -> "SHA384";
            case SignatureScheme.rsa_pss_rsae_sha512,
                    SignatureScheme.rsa_pss_pss_sha512,
                    SignatureScheme.rsa_pkcs1_sha512,
                    SignatureScheme.ecdsa_secp521r1_sha512 -> "SHA512";
            default -> "";
        };
    }

    private static List<X509Certificate> own(ClientEngine engine) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate each : engine.identity().map(it -> it.chain()).orElse(List.of())) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each.der())));
            }
        } catch (CertificateException unknownToJava) {
            return List.of();
        }
        return chain;
    }
}
