package postroom.labs.debian.openssl.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import postroom.labs.debian.openssl.x509.Certificate;

/** The server's part in a handshake: what it takes, and what it hears of the client. */
final class ServerPeer extends DefaultTlsServer {
    private static final int MASTER_SECRET = 48;

    private final ServerSettings settings;
    private final TlsClient.Check check;
    private final List<Integer> offered = new ArrayList<>();
    private final List<Integer> schemes = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private List<Certificate> chain = List.of();
    private byte[] exported = {};
    private int alert = -1;

    ServerPeer(BcTlsCrypto crypto, ServerSettings settings, TlsClient.Check check) {
        super(crypto);
        this.settings = settings;
        this.check = check;
    }

    List<Integer> offered() {
        return offered;
    }

    List<Integer> schemes() {
        return schemes;
    }

    List<Integer> groups() {
        return groups;
    }

    List<Certificate> chain() {
        return chain;
    }

    byte[] exported() {
        return exported.clone();
    }

    int alert() {
        return alert;
    }

    SecurityParameters parameters() {
        SecurityParameters running = context.getSecurityParametersHandshake();
        return running == null ? context.getSecurityParametersConnection() : running;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return settings.versions().stream()
                .map(it -> it.equals("TLSv1.3") ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12)
                .toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        String signs = settings.identity().key().type().equals("RSA") ? "RSA" : "ECDSA";
        int[] wanted = settings.suites().stream()
                .flatMap(it -> CipherSuites.find(it).stream())
                .filter(it -> it.version().equals("TLSv1.3")
                        || it.authentication().equals(signs)
                                && List.of("ECDH", "DH").contains(it.exchange()))
                .mapToInt(CipherSuites.Suite::number)
                .toArray();
        return TlsUtils.getSupportedCipherSuites(getCrypto(), wanted);
    }

    @Override
    public void notifyOfferedCipherSuites(int[] suites) throws IOException {
        super.notifyOfferedCipherSuites(suites);
        offered.clear();
        for (int each : suites) {
            offered.add(each);
        }
    }

    @Override
    @SuppressWarnings({"rawtypes"})
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        schemes.clear();
        groups.clear();
        SecurityParameters now = context.getSecurityParametersHandshake();
        if (now.getClientSigAlgs() != null) {
            for (Object each : now.getClientSigAlgs()) {
                schemes.add(SignatureScheme.from((SignatureAndHashAlgorithm) each));
            }
        }
        if (now.getClientSupportedGroups() != null) {
            for (int each : now.getClientSupportedGroups()) {
                groups.add(each);
            }
        }
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
    public TlsCredentials getCredentials() throws IOException {
        return settings.identity()
                .credentials(
                        context,
                        (BcTlsCrypto) getCrypto(),
                        context.getSecurityParametersHandshake().getClientSigAlgs(),
                        null)
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    @Override
    public CertificateRequest getCertificateRequest() throws IOException {
        if (!settings.asks()) {
            return null;
        }
        Vector<SignatureAndHashAlgorithm> all = new Vector<>();
        for (int each : ClientPeer.schemes()) {
            all.add(SignatureScheme.getSignatureAndHashAlgorithm(each));
        }
        return TlsUtils.isTLSv13(context)
                ? new CertificateRequest(TlsUtils.EMPTY_BYTES, all, null, null)
                : new CertificateRequest(
                        new short[] {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign}, all, null);
    }

    @Override
    public void notifyClientCertificate(org.bouncycastle.tls.Certificate sent) throws IOException {
        List<Certificate> found = new ArrayList<>();
        if (sent != null) {
            for (TlsCertificate each : sent.getCertificateList()) {
                Certificate.read(each.getEncoded()).ifPresent(found::add);
            }
        }
        chain = found;
        if (!check.accept(found)) {
            throw new TlsFatalAlert(
                    found.isEmpty()
                            ? TlsUtils.isTLSv13(context)
                                    ? AlertDescription.certificate_required
                                    : AlertDescription.handshake_failure
                            : AlertDescription.unknown_ca);
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters now = context.getSecurityParametersConnection();
        boolean newest = ProtocolVersion.TLSv13.equals(now.getNegotiatedVersion());
        if (newest || now.isExtendedMasterSecret()) {
            exported = context.exportKeyingMaterial(
                    "EXPORTER-s_server", null, newest ? now.getPRFHashLength() : MASTER_SECRET);
        }
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        if (level == AlertLevel.fatal) {
            alert = description;
        }
    }
}
