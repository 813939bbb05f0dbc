package postroom.labs.debian.openssl.x509;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate may be used for ({@code X509_check_purpose(3)}). */
public enum Purpose {
    /** A client of TLS. */
    SSL_CLIENT("SSL client", "sslclient"),
    /** A server of TLS. */
    SSL_SERVER("SSL server", "sslserver"),
    /** A server that exchanges keys by encryption. */
    NS_SSL_SERVER("Netscape SSL server", "nssslserver"),
    /** Signing mail. */
    SMIME_SIGN("S/MIME signing", "smimesign"),
    /** Receiving encrypted mail. */
    SMIME_ENCRYPT("S/MIME encryption", "smimeencrypt"),
    /** Signing lists of revoked certificates. */
    CRL_SIGN("CRL signing", "crlsign"),
    /** Anything. */
    ANY("Any Purpose", "any"),
    /** Helping with OCSP. */
    OCSP_HELPER("OCSP helper", "ocsphelper"),
    /** Signing time stamps. */
    TIMESTAMP_SIGN("Time Stamp signing", "timestampsign");

    private static final int NS_CLIENT = 0x80;
    private static final int NS_SERVER = 0x40;
    private static final int NS_SMIME = 0x20;
    private static final int NS_ANY_CA = 0x07;

    private final String text;
    private final String id;

    Purpose(String text, String id) {
        this.text = text;
        this.id = id;
    }

    /** As {@code x509 -purpose} prints it. */
    public String text() {
        return text;
    }

    /** As {@code verify -purpose} takes it. */
    public static Optional<Purpose> find(String id) {
        return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
    }

    /** Whether, and how, a certificate is that of a CA: 0 no, 1 yes, 3 to 5 yes, by older means. */
    public static int authority(Certificate it) {
        if (!it.allows(KeyUsage.keyCertSign)) {
            return 0;
        }
        Optional<BasicConstraints> basic = it.constraints();
        if (basic.isPresent()) {
            return basic.get().isCA() ? 1 : 0;
        }
        if (it.asn1().getVersionNumber() == 1 && it.isSelfIssued()) {
            return 3;
        }
        if (it.hasKeyUsage()) {
            return 4;
        }
        return (netscape(it, 0) & NS_ANY_CA) != 0 ? 5 : 0;
    }

    private static int netscape(Certificate it, int without) {
        Optional<ASN1Encodable> type = it.extension(MiscObjectIdentifiers.netscapeCertType);
        return type.map(value -> {
                    byte[] bytes = ASN1BitString.getInstance(value).getBytes();
                    return bytes.length == 0 ? 0 : bytes[0] & 0xFF;
                })
                .orElse(without);
    }

    /** 0 if a certificate must not be used so, 1 if it may; another number warns. */
    public int check(Certificate it, boolean ca) {
        switch (this) {
            case SSL_CLIENT:
                if (!it.allowsPurpose(KeyPurposeId.id_kp_clientAuth)) {
                    return 0;
                }
                return ca
                        ? tlsAuthority(it)
                        : yes(it.allows(KeyUsage.digitalSignature, KeyUsage.keyAgreement)
                                && (netscape(it, 0xFF) & NS_CLIENT) != 0);
            case SSL_SERVER:
                return server(it, ca);
            case NS_SSL_SERVER:
                int server = server(it, ca);
                return server == 0 || ca ? server : yes(it.allows(KeyUsage.keyEncipherment));
            case SMIME_SIGN:
                int signs = smime(it, ca);
                return ca || it.allows(KeyUsage.digitalSignature, KeyUsage.nonRepudiation) ? signs : 0;
            case SMIME_ENCRYPT:
                int encrypts = smime(it, ca);
                return ca || it.allows(KeyUsage.keyEncipherment) ? encrypts : 0;
            case CRL_SIGN:
                return ca ? authority(it) : yes(it.allows(KeyUsage.cRLSign));
            case OCSP_HELPER:
                return ca ? authority(it) : 1;
            case TIMESTAMP_SIGN:
                return ca ? authority(it) : yes(timestamps(it));
            default:
                return 1;
        }
    }

    private static int yes(boolean allowed) {
        return allowed ? 1 : 0;
    }

    private static int tlsAuthority(Certificate it) {
        int authority = authority(it);
        return yes(authority != 0 && (authority != 5 || (netscape(it, 0) & 0x04) != 0));
    }

    private static int server(Certificate it, boolean ca) {
        if (!it.allowsPurpose(KeyPurposeId.id_kp_serverAuth)) {
            return 0;
        }
        return ca
                ? tlsAuthority(it)
                : yes((netscape(it, 0xFF) & NS_SERVER) != 0
                        && it.allows(KeyUsage.digitalSignature, KeyUsage.keyEncipherment, KeyUsage.keyAgreement));
    }

    private static int smime(Certificate it, boolean ca) {
        if (!it.allowsPurpose(KeyPurposeId.id_kp_emailProtection)) {
            return 0;
        }
        if (ca) {
            int authority = authority(it);
            return authority != 5 || (netscape(it, 0) & 0x02) != 0 ? authority : 0;
        }
        int type = netscape(it, NS_SMIME);
        return (type & NS_SMIME) != 0 ? 1 : (type & NS_CLIENT) != 0 ? 2 : 0;
    }

    private static boolean timestamps(Certificate it) {
        Optional<ASN1Encodable> usage = it.extension(Extension.extendedKeyUsage);
        if (usage.isEmpty() || it.hasKeyUsage() && !it.allows(KeyUsage.digitalSignature, KeyUsage.nonRepudiation)) {
            return false;
        }
        ExtendedKeyUsage purposes = ExtendedKeyUsage.getInstance(usage.get());
        return purposes.size() == 1
                && purposes.hasKeyPurposeId(KeyPurposeId.id_kp_timeStamping)
                && it.extensions().stream()
                        .anyMatch(each -> each.getExtnId().equals(Extension.extendedKeyUsage) && each.isCritical());
    }
}
