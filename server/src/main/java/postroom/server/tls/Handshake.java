package postroom.server.tls;

import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Puts together {@link TlsFacts} from Java's session, the clear hellos and the server's key. */
final class Handshake {

    private static final Map<Integer, String> GROUPS = Map.of(
            23, "ECDHE (P-256)",
            24, "ECDHE (P-384)",
            25, "ECDHE (P-521)",
            29, "X25519",
            30, "X448",
            256, "DHE (2048 bits)",
            257, "DHE (3072 bits)",
            258, "DHE (4096 bits)",
            259, "DHE (6144 bits)",
            260, "DHE (8192 bits)");
    private static final int TLS13_RSA_FIRST = 0x0804;
    private static final int TLS13_RSA_LAST = 0x0806;
    private static final List<String> DIGESTS = List.of("", "MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512");

    private Handshake() {}

    static TlsFacts facts(SSLSession session, HelloReader.Findings found, TlsContext context) {
        String suite = session.getCipherSuite();
        int bits = CipherNames.bits(suite);
        PublicKey key = own(session, context);
        int scheme = session.getProtocol().equals("TLSv1.3") ? tls13Scheme(key, found) : found.serverScheme;
        return new TlsFacts(
                session.getProtocol(),
                CipherNames.openssl(suite),
                bits,
                bits,
                GROUPS.getOrDefault(found.group, ""),
                scheme < 0 ? "" : signature(key, scheme),
                scheme < 0 ? "" : digest(scheme),
                client(session));
    }

    /** The key that was chosen among several; a session that was taken up again does not tell. */
    private static PublicKey own(SSLSession session, TlsContext context) {
        Certificate[] own = session.getLocalCertificates();
        return own == null || own.length == 0 ? context.chain().get(0).getPublicKey() : own[0].getPublicKey();
    }

    private static List<X509Certificate> client(SSLSession session) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate each : session.getPeerCertificates()) {
                chain.add((X509Certificate) each);
            }
            return chain;
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** TLS 1.3 encrypts the server's choice; Java takes the first of the client's schemes that its key can do. */
    private static int tls13Scheme(PublicKey key, HelloReader.Findings found) {
        for (int scheme : found.clientSchemes) {
            boolean fits = switch (key.getAlgorithm()) {
                case "RSA" -> scheme >= TLS13_RSA_FIRST && scheme <= TLS13_RSA_LAST;
                case "EC" -> scheme == ecScheme(curveBits(key));
                case "EdDSA" -> scheme == 0x0807 || scheme == 0x0808;
                default -> false;
            };
            if (fits) {
                return scheme;
            }
        }
        return -1;
    }

    private static int ecScheme(int curveBits) {
        return switch (curveBits) {
            case 256 -> 0x0403;
            case 384 -> 0x0503;
            default -> 0x0603;
        };
    }

    private static String signature(PublicKey key, int scheme) {
        if (key instanceof RSAPublicKey rsa) {
            String name = scheme >> 8 == 8 ? "RSA-PSS" : "RSA";
            return name + " (" + rsa.getModulus().bitLength() + " bits)";
        }
        return key.getAlgorithm().equals("EC") ? "ECDSA (" + curve(key) + ")" : "ED25519";
    }

    /** How a client with such a key signs: its first choice among what Java offers. */
    static List<String> clientSignature(PublicKey key) {
        int scheme = key instanceof RSAPublicKey
                ? TLS13_RSA_FIRST
                : key.getAlgorithm().equals("EC") ? ecScheme(curveBits(key)) : 0x0807;
        String digest = digest(scheme);
        String made = "client-signature " + signature(key, scheme);
        return digest.isEmpty() ? List.of(made) : List.of(made, "client-digest " + digest);
    }

    private static String curve(PublicKey key) {
        int bits = curveBits(key);
        return bits == 256 ? "prime256v1" : "secp" + bits + "r1";
    }

    private static String digest(int scheme) {
        if (scheme >> 8 == 8) {
            return switch (scheme & 0xff) {
                case 4, 9 -> "SHA256";
                case 5, 10 -> "SHA384";
                case 6, 11 -> "SHA512";
                default -> "";
            };
        }
        int hash = scheme >> 8;
        return hash < DIGESTS.size() ? DIGESTS.get(hash) : "";
    }

    private static int curveBits(PublicKey key) {
        return key instanceof ECPublicKey ec
                ? ec.getParams().getCurve().getField().getFieldSize()
                : 0;
    }
}
