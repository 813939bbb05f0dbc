package postroom.labs.debian.openssl.x509;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;

/** A list of revoked certificates in words ({@code X509_CRL_print_ex(3)}). */
public final class CrlText {
    private CrlText() {}

    /** The whole list. */
    public static String of(CertificateList list, NameOptions names) {
        StringBuilder out = new StringBuilder("Certificate Revocation List (CRL):\n");
        int version = list.getVersionNumber();
        out.append("        Version " + version + " (0x" + (version - 1) + ")\n");
        out.append("        Signature Algorithm: "
                + Objects.longName(list.getSignatureAlgorithm().getAlgorithm()) + "\n");
        out.append("        Issuer: " + NameText.of(list.getIssuer(), names, 0) + "\n");
        out.append("        Last Update: "
                + Times.text(list.getThisUpdate().getDate().toInstant()) + "\n");
        out.append("        Next Update: " + nextUpdate(list).map(Times::text).orElse("NONE") + "\n");
        extensions("CRL extensions", 8, list.getTBSCertList().getExtensions(), out);
        Enumeration<?> revoked = list.getRevokedCertificateEnumeration();
        out.append(revoked.hasMoreElements() ? "Revoked Certificates:\n" : "No Revoked Certificates.\n");
        while (revoked.hasMoreElements()) {
            TBSCertList.CRLEntry each = (TBSCertList.CRLEntry) revoked.nextElement();
            out.append("    Serial Number: " + serial(each.getUserCertificate().getValue()) + "\n");
            out.append("        Revocation Date: "
                    + Times.text(each.getRevocationDate().getDate().toInstant()) + "\n");
            extensions("CRL entry extensions", 8, each.getExtensions(), out);
        }
        return out.append(CertificateText.signatureOf(
                        list.getSignatureAlgorithm(), list.getSignature().getOctets()))
                .toString();
    }

    private static String serial(BigInteger number) {
        return number.signum() == 0 ? "00" : Hex.number(number);
    }

    private static void extensions(String title, int indent, Extensions all, StringBuilder out) {
        if (all == null || all.getExtensionOIDs().length == 0) {
            return;
        }
        out.append(" ".repeat(indent)).append(title).append(":\n");
        for (ASN1ObjectIdentifier each : all.getExtensionOIDs()) {
            out.append(ExtensionText.titled(all.getExtension(each), indent + 4, ExtensionText.Unknown.TEXT));
        }
    }

    /** When the next list is due; empty if it does not say. */
    public static Optional<Instant> nextUpdate(CertificateList list) {
        return Optional.ofNullable(list.getNextUpdate()).map(it -> it.getDate().toInstant());
    }

    /** The list's own number; empty if it has none. */
    public static Optional<BigInteger> number(CertificateList list) {
        Extensions all = list.getTBSCertList().getExtensions();
        Extension number = all == null ? null : all.getExtension(Extension.cRLNumber);
        return Optional.ofNullable(number)
                .map(it -> ASN1Integer.getInstance(it.getParsedValue()).getValue());
    }
}
