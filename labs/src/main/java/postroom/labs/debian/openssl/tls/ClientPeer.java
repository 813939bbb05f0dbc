package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsKeyExchangeFactory;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postroom.labs.debian.openssl.x509.Certificate;

/** The client's part in a handshake, with OpenSSL's preferences: what it offers, and what it hears of the server. */
final class ClientPeer extends DefaultTlsClient {
    private static final Integer SESSION_TICKET = 35;
    private static final int MASTER_SECRET = 48;
    private static final Map<String, Integer> GROUPS = Map.ofEntries(
            Map.entry("X25519", NamedGroup.x25519),
            Map.entry("X448", NamedGroup.x448),
            Map.entry("P-256", NamedGroup.secp256r1),
            Map.entry("prime256v1", NamedGroup.secp256r1),
            Map.entry("secp256r1", NamedGroup.secp256r1),
            Map.entry("P-384", NamedGroup.secp384r1),
            Map.entry("secp384r1", NamedGroup.secp384r1),
            Map.entry("P-521", NamedGroup.secp521r1),
            Map.entry("secp521r1", NamedGroup.secp521r1),
            Map.entry("ffdhe2048", NamedGroup.ffdhe2048),
            Map.entry("ffdhe3072", NamedGroup.ffdhe3072),
            Map.entry("ffdhe4096", NamedGroup.ffdhe4096),
            Map.entry("ffdhe6144", NamedGroup.ffdhe6144),
            Map.entry("ffdhe8192", NamedGroup.ffdhe8192));
    private static final List<String> USUAL_GROUPS = List.of(
            "X25519",
            "P-256",
            "X448",
            "P-521",
            "P-384",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192");
    /** OpenSSL's list; those by number are signatures with SHA-224 and DSA, which no server of today makes. */
    private static final int[] SCHEMES = {
        SignatureScheme.ecdsa_secp256r1_sha256,
        SignatureScheme.ecdsa_secp384r1_sha384,
        SignatureScheme.ecdsa_secp521r1_sha512,
        SignatureScheme.ed25519,
        SignatureScheme.ed448,
        SignatureScheme.rsa_pss_pss_sha256,
        SignatureScheme.rsa_pss_pss_sha384,
        SignatureScheme.rsa_pss_pss_sha512,
        SignatureScheme.rsa_pss_rsae_sha256,
        SignatureScheme.rsa_pss_rsae_sha384,
        SignatureScheme.rsa_pss_rsae_sha512,
        SignatureScheme.rsa_pkcs1_sha256,
        SignatureScheme.rsa_pkcs1_sha384,
        SignatureScheme.rsa_pkcs1_sha512,
        0x0303,
        0x0301,
        0x0302,
        0x0402,
        0x0502,
        0x0602
    };

    private final ClientSettings settings;
    private final PeerListener listener;
    private final Exchanges exchanges = new Exchanges();
    private byte[] exported = new byte[0];

    /** Hears of the handshake. */
    interface PeerListener {
        /** The server's certificates have come. */
        void certificates(List<Certificate> chain) throws IOException;

        /** The server asks for a certificate; the names of the authorities that it knows, encoded. */
        void asked(CertificateRequest request);

        /** The server ended the connection with an alert. */
        void alert(short level, short description);
    }

    ClientPeer(BcTlsCrypto crypto, ClientSettings settings, PeerListener listener) {
        super(crypto);
        this.settings = settings;
        this.listener = listener;
    }

    SecurityParameters parameters() {
        SecurityParameters running = context.getSecurityParametersHandshake();
        return running == null ? context.getSecurityParametersConnection() : running;
    }

    /** Key material of this session and of no other (RFC 5705); empty before the end of the handshake. */
    byte[] exported() {
        return exported.clone();
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters now = context.getSecurityParametersConnection();
        boolean newest = ProtocolVersion.TLSv13.equals(now.getNegotiatedVersion());
        if (newest || now.isExtendedMasterSecret()) {
            exported = context.exportKeyingMaterial(
                    "EXPORTER-s_client", null, newest ? now.getPRFHashLength() : MASTER_SECRET);
        }
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        List<ProtocolVersion> all = new ArrayList<>();
        for (String each : settings.versions()) {
            all.add(
                    switch (each) {
                        case "TLSv1.3" -> ProtocolVersion.TLSv13;
                        case "TLSv1.2" -> ProtocolVersion.TLSv12;
                        case "TLSv1.1" -> ProtocolVersion.TLSv11;
                        default -> ProtocolVersion.TLSv10;
                    });
        }
        return all.toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        int[] wanted = settings.suites().stream().mapToInt(Integer::intValue).toArray();
        return TlsUtils.getSupportedCipherSuites(getCrypto(), wanted);
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        Vector<Integer> all = new Vector<>();
        for (String each : settings.groups().isEmpty() ? USUAL_GROUPS : settings.groups()) {
            Optional.ofNullable(GROUPS.get(each))
                    .filter(it -> !all.contains(it))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The signatures that OpenSSL checks, best first. */
    static int[] schemes() {
        return SCHEMES.clone();
    }

    static boolean knowsGroup(String name) {
        return GROUPS.containsKey(name);
    }

    @Override
    public Vector<Integer> getEarlyKeyShareGroups() {
        Vector<Integer> first = new Vector<>();
        first.add(getSupportedGroups(null).get(0));
        return first;
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> all = new Vector<>();
        for (int each : SCHEMES) {
            all.add(SignatureScheme.getSignatureAndHashAlgorithm(each));
        }
        return all;
    }

    @Override
    protected Vector<ServerName> getSNIServerNames() {
        if (settings.serverName() == null) {
            return null;
        }
        Vector<ServerName> names = new Vector<>();
        names.add(new ServerName((short) 0, settings.serverName().getBytes(StandardCharsets.US_ASCII)));
        return names;
    }

    @Override
    protected Vector<ProtocolName> getProtocolNames() {
        if (settings.protocols().isEmpty()) {
            return null;
        }
        Vector<ProtocolName> names = new Vector<>();
        settings.protocols().forEach(it -> names.add(ProtocolName.asUtf8Encoding(it)));
        return names;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable<Integer, byte[]> all = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        all.put(SESSION_TICKET, new byte[0]);
        if (settings.versions().contains("TLSv1.3")) {
            TlsExtensionsUtils.addPSKKeyExchangeModesExtension(all, new short[] {PskKeyExchangeMode.psk_dhe_ke});
        }
        return all;
    }

    @Override
    protected boolean allowUnexpectedServerExtension(Integer type, byte[] data) {
        return true;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public TlsKeyExchangeFactory getKeyExchangeFactory() {
        return exchanges;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (level == AlertLevel.fatal) {
            listener.alert(level, description);
        }
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                List<Certificate> chain = new ArrayList<>();
                for (TlsCertificate each : server.getCertificate().getCertificateList()) {
                    Certificate.read(each.getEncoded()).ifPresent(chain::add);
                }
                listener.certificates(chain);
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                listener.asked(request);
                if (settings.identity().isEmpty()) {
                    return null;
                }
                return settings.identity()
                        .get()
                        .credentials(
                                context,
                                (BcTlsCrypto) getCrypto(),
                                request.getSupportedSignatureAlgorithms(),
                                request.getCertificateRequestContext())
                        .orElse(null);
            }
        };
    }
}
