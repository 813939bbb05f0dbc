package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.tls.NamedGroup;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.VerifyError;

/** What {@code s_server} prints of a session ({@code print_connection_info}). */
public final class ServerText {
    private static final int TIMEOUT = 7200;
    private static final Map<Integer, String> GROUPS = Map.of(
            NamedGroup.x25519, "x25519",
            NamedGroup.secp256r1, "secp256r1",
            NamedGroup.x448, "x448",
            NamedGroup.secp521r1, "secp521r1",
            NamedGroup.secp384r1, "secp384r1",
            NamedGroup.ffdhe2048, "ffdhe2048",
            NamedGroup.ffdhe3072, "ffdhe3072",
            NamedGroup.ffdhe4096, "ffdhe4096",
            NamedGroup.ffdhe6144, "ffdhe6144",
            NamedGroup.ffdhe8192, "ffdhe8192");
    private static final Map<Integer, String> SCHEMES = Map.ofEntries(
            Map.entry(0x0807, "ed25519"),
            Map.entry(0x0808, "ed448"),
            Map.entry(0x0809, "rsa_pss_pss_sha256"),
            Map.entry(0x080a, "rsa_pss_pss_sha384"),
            Map.entry(0x080b, "rsa_pss_pss_sha512"),
            Map.entry(0x0804, "RSA-PSS+SHA256"),
            Map.entry(0x0805, "RSA-PSS+SHA384"),
            Map.entry(0x0806, "RSA-PSS+SHA512"));

    private final TlsServer session;
    private final List<Integer> suites;
    private final NameOptions names;
    private final int verified;
    private final boolean old;

    /**
     * Of a session.
     *
     * @param suites those that the server allows
     * @param verified the number of what is wrong with the client's certificates; 0 if nothing
     */
    public ServerText(TlsServer session, List<Integer> suites, NameOptions names, int verified) {
        this.session = session;
        this.suites = List.copyOf(suites);
        this.names = names;
        this.verified = verified;
        this.old = !session.version().equals("TLSv1.3");
    }

    private static String suite(int number) {
        return CipherSuites.find(number).map(CipherSuites.Suite::name).orElse("");
    }

    /** Whether a suite works with a certificate: others want a secret that both have, and there is none. */
    private static boolean needsCertificateAlone(int number) {
        return CipherSuites.find(number)
                .filter(it -> !it.exchange().contains("PSK") && !it.exchange().equals("SRP"))
                .isPresent();
    }

    /** The suites that both have, in the client's order. */
    public List<String> shared() {
        return session.offered().stream()
                .filter(suites::contains)
                .filter(ServerText::needsCertificateAlone)
                .map(ServerText::suite)
                .toList();
    }

    private static String scheme(int number) {
        String known = SCHEMES.get(number);
        if (known != null) {
            return known;
        }
        String key = (number & 0xFF) == 1 ? "RSA" : (number & 0xFF) == 2 ? "DSA" : "ECDSA";
        int bits = switch (number >> 8) {
            case 2 -> 1;
            case 3 -> 224;
            case 4 -> 256;
            case 5 -> 384;
            default -> 512;
        };
        return key + "+SHA" + bits;
    }

    private static String colons(List<Integer> numbers, java.util.function.IntFunction<String> name) {
        return numbers.stream().map(name::apply).collect(Collectors.joining(":"));
    }

    private String groups(boolean common) {
        return session.groups().stream()
                .filter(GROUPS::containsKey)
                .filter(it -> !common || !old || it < NamedGroup.ffdhe2048)
                .map(GROUPS::get)
                .collect(Collectors.joining(":"));
    }

    /** Everything. */
    public String full(Instant now) {
        StringBuilder out = new StringBuilder();
        out.append(Pem.encode("SSL SESSION PARAMETERS", parameters(now)));
        if (!session.chain().isEmpty()) {
            Certificate own = session.chain().get(0);
            out.append("Client certificate\n").append(Pem.encode("CERTIFICATE", own.der()));
            out.append(NameText.titled("subject=", own.subject(), names));
            out.append(NameText.titled("issuer=", own.issuer(), names));
        }
        out.append("Shared ciphers:").append(String.join(":", shared())).append('\n');
        out.append(agreed());
        out.append("CIPHER is ").append(suite(session.suite())).append('\n');
        return out.append("Secure Renegotiation IS supported\n").toString();
    }

    /** What the client can do, and what of it the server can, too. */
    public String agreed() {
        StringBuilder out = new StringBuilder();
        out.append("Signature Algorithms: ")
                .append(colons(session.schemes(), ServerText::scheme))
                .append('\n');
        List<Integer> common = session.schemes().stream()
                .filter(it -> (it & 0xFF) != 2 || it >> 8 == 8)
                .toList();
        out.append("Shared Signature Algorithms: ")
                .append(colons(common, ServerText::scheme))
                .append('\n');
        if (!session.chain().isEmpty()) {
            session.chain().get(0).key().ifPresent(key -> {
                boolean rsa = key.type().equals("RSA");
                out.append("Peer signing digest: SHA256\n");
                out.append("Peer signature type: ")
                        .append(rsa ? "RSA-PSS" : "ECDSA")
                        .append('\n');
            });
        }
        if (old) {
            // As s_client: it stands for OpenSSL's, which always sends this list
            out.append("Supported Elliptic Curve Point Formats: "
                    + "uncompressed:ansiX962_compressed_prime:ansiX962_compressed_char2\n");
        }
        out.append("Supported groups: ").append(groups(false)).append('\n');
        return out.append("Shared groups: ").append(groups(true)).append('\n').toString();
    }

    /** The suites that the server allows. */
    public List<CipherSuites.Suite> supported() {
        return suites.stream().flatMap(it -> CipherSuites.find(it).stream()).toList();
    }

    /** The session as {@code SSL_SESSION_print(3)} shows it. */
    public String session(Instant now) {
        StringBuilder out = new StringBuilder("SSL-Session:\n");
        out.append("    Protocol  : ").append(session.version()).append('\n');
        out.append("    Cipher    : ").append(suite(session.suite())).append('\n');
        out.append("    Session-ID: ").append(Hex.plain(session.sessionId())).append('\n');
        out.append("    Session-ID-ctx: 01000000\n");
        out.append(old ? "    Master-Key: " : "    Resumption PSK: ")
                .append(Hex.plain(session.exported()))
                .append('\n');
        out.append("    PSK identity: None\n    PSK identity hint: None\n    SRP username: None\n");
        out.append("    Start Time: " + now.getEpochSecond() + "\n    Timeout   : " + TIMEOUT + " (sec)\n");
        out.append("    Verify return code: " + verified + " (" + VerifyError.text(verified) + ")\n");
        out.append("    Extended master secret: " + (old ? "yes" : "no") + "\n");
        return out.append(old ? "" : "    Max Early Data: 0\n").toString();
    }

    /** The few lines of {@code -brief}. */
    public String brief() {
        StringBuilder out = new StringBuilder();
        out.append("Protocol version: ").append(session.version()).append('\n');
        out.append("Client cipher list: ")
                .append(colons(session.offered(), it -> it == 0xFF ? "SCSV" : suite(it)))
                .append('\n');
        out.append("Ciphersuite: ").append(suite(session.suite())).append('\n');
        out.append("Signature Algorithms: ")
                .append(colons(session.schemes(), ServerText::scheme))
                .append('\n');
        if (session.chain().isEmpty()) {
            out.append("No peer certificate\n");
        } else {
            out.append("Peer certificate: ")
                    .append(NameText.of(session.chain().get(0).subject(), names, 0))
                    .append('\n');
        }
        return out.append("Supported groups: ")
                .append(groups(false))
                .append('\n')
                .toString();
    }

    /** The session as {@code d2i_SSL_SESSION(3)} reads it. */
    private byte[] parameters(Instant now) {
        try {
            ASN1EncodableVector all = new ASN1EncodableVector();
            all.add(new ASN1Integer(1));
            all.add(new ASN1Integer(old ? 0x0303 : 0x0304));
            all.add(new DEROctetString(new byte[] {(byte) (session.suite() >> 8), (byte) session.suite()}));
            all.add(new DEROctetString(session.sessionId()));
            all.add(new DEROctetString(session.exported()));
            all.add(new DERTaggedObject(true, 1, new ASN1Integer(now.getEpochSecond())));
            all.add(new DERTaggedObject(true, 2, new ASN1Integer(TIMEOUT)));
            if (!session.chain().isEmpty()) {
                ASN1Primitive peer = session.chain().get(0).asn1().toASN1Primitive();
                all.add(new DERTaggedObject(true, 3, peer));
            }
            all.add(new DERTaggedObject(true, 4, new DEROctetString(new byte[] {1, 0, 0, 0})));
            if (verified != 0) {
                all.add(new DERTaggedObject(true, 5, new ASN1Integer(verified)));
            }
            return new DERSequence(all).getEncoded("DER");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How often what has happened ({@code print_stats}). */
    public static String statistics(int accepts, int finished) {
        return String.format(
                Locale.ROOT,
                "%4d items in the session cache\n%4d client connects (SSL_connect())\n"
                        + "%4d client renegotiates (SSL_connect())\n%4d client connects that finished\n"
                        + "%4d server accepts (SSL_accept())\n%4d server renegotiates (SSL_accept())\n"
                        + "%4d server accepts that finished\n%4d session cache hits\n%4d session cache misses\n"
                        + "%4d session cache timeouts\n%4d callback cache hits\n"
                        + "%4d cache full overflows (128 allowed)\n",
                0,
                0,
                0,
                0,
                accepts,
                0,
                finished,
                0,
                0,
                0,
                0,
                0);
    }
}
