package postroom.labs.debian.openssl.x509;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.KeyText;

/** A certificate or a request in words ({@code X509_print_ex(3)}). */
public final class CertificateText {
    private final NameOptions names;
    private final TextOptions options;
    private final StringBuilder out = new StringBuilder();

    private CertificateText(NameOptions names, TextOptions options) {
        this.names = names;
        this.options = options;
    }

    /** A certificate. */
    public static String of(Certificate certificate, NameOptions names, TextOptions options) {
        return new CertificateText(names, options).certificate(certificate);
    }

    /** A request. */
    public static String of(Request request, NameOptions names, TextOptions options) {
        return new CertificateText(names, options).request(request);
    }

    /** The end of a signed structure: the algorithm and the signature itself ({@code X509_signature_print(3)}). */
    static String signatureOf(AlgorithmIdentifier algorithm, byte[] signature) {
        CertificateText text = new CertificateText(NameOptions.ONELINE, TextOptions.ALL);
        text.signature(algorithm, signature);
        return text.out.toString();
    }

    private String certificate(Certificate it) {
        if (options.shows("header")) {
            out.append("Certificate:\n    Data:\n");
        }
        if (options.shows("version")) {
            int version = it.asn1().getVersionNumber();
            out.append("        Version: " + version + " (0x" + (version - 1) + ")\n");
        }
        if (options.shows("serial")) {
            serial(it.serial());
        }
        if (options.shows("signame")) {
            out.append("    ");
            algorithm(it.asn1().getTBSCertificate().getSignature());
        }
        if (options.shows("issuer")) {
            name("        Issuer:", it.issuer());
        }
        if (options.shows("validity")) {
            out.append("        Validity\n            Not Before: ")
                    .append(Times.text(it.notBefore()))
                    .append("\n            Not After : ")
                    .append(Times.text(it.notAfter()))
                    .append('\n');
        }
        if (options.shows("subject")) {
            name("        Subject:", it.subject());
        }
        if (options.shows("pubkey")) {
            key(it.asn1().getSubjectPublicKeyInfo(), it.key());
        }
        if (options.shows("extensions") && !it.extensions().isEmpty()) {
            out.append("        X509v3 extensions:\n");
            for (Extension each : it.extensions()) {
                out.append(ExtensionText.titled(each, 12, options.unknown()));
            }
        }
        if (options.shows("sigdump")) {
            signature(
                    it.asn1().getSignatureAlgorithm(), it.asn1().getSignature().getOctets());
        }
        return out.toString();
    }

    private String request(Request it) {
        if (options.shows("header")) {
            out.append("Certificate Request:\n    Data:\n");
        }
        if (options.shows("version")) {
            out.append("        Version: 1 (0x0)\n");
        }
        if (options.shows("subject")) {
            name("        Subject:", it.subject());
        }
        if (options.shows("pubkey")) {
            key(it.asn1().getCertificationRequestInfo().getSubjectPublicKeyInfo(), it.key());
        }
        if (options.shows("attributes")) {
            attributes(it);
        }
        if (options.shows("extensions")) {
            out.append("            Requested Extensions:\n");
            for (Extension each : it.extensions()) {
                out.append(ExtensionText.titled(each, 16, options.unknown()));
            }
        }
        if (options.shows("sigdump")) {
            signature(
                    it.asn1().getSignatureAlgorithm(), it.asn1().getSignature().getOctets());
        }
        return out.toString();
    }

    private void attributes(Request it) {
        out.append("        Attributes:\n");
        if (it.attributes().isEmpty()) {
            out.append("            (none)\n");
        }
        for (Attribute each : it.attributes()) {
            if (each.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                continue;
            }
            String label = Objects.longName(each.getAttrType());
            out.append("            ").append(label).append(" ".repeat(Math.max(0, 25 - label.length())));
            for (Object value : each.getAttributeValues()) {
                out.append(':')
                        .append(value instanceof ASN1String text ? text.getString() : "unable to print attribute")
                        .append('\n');
            }
        }
    }

    private void serial(BigInteger serial) {
        out.append("        Serial Number:");
        if (serial.bitLength() < 64) {
            String minus = serial.signum() < 0 ? "-" : "";
            out.append(" " + serial + " (" + minus + "0x" + serial.abs().toString(16) + ")\n");
            return;
        }
        byte[] bytes = serial.abs().toByteArray();
        byte[] shown = bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        out.append("\n            " + (serial.signum() < 0 ? " (Negative)" : "") + Hex.lower(shown) + "\n");
    }

    private void name(String label, X500Name name) {
        out.append(label).append(names.multiline() ? '\n' : ' ');
        out.append(NameText.of(name, names, names.multiline() ? 12 : 0)).append('\n');
    }

    private void key(SubjectPublicKeyInfo info, Optional<Key> key) {
        out.append("        Subject Public Key Info:\n            Public Key Algorithm: ")
                .append(Objects.longName(info.getAlgorithm().getAlgorithm()))
                .append('\n');
        out.append(key.map(it -> KeyText.open(it, 16)).orElse("            Unable to load Public Key\n"));
    }

    private void algorithm(AlgorithmIdentifier algorithm) {
        out.append("    Signature Algorithm: ").append(signatureName(algorithm.getAlgorithm()));
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            pss(algorithm);
        } else {
            out.append('\n');
        }
    }

    private static String signatureName(ASN1ObjectIdentifier oid) {
        return Objects.longName(oid);
    }

    private void pss(AlgorithmIdentifier algorithm) {
        RSASSAPSSparams it = RSASSAPSSparams.getInstance(algorithm.getParameters());
        String hash = Objects.longName(it.getHashAlgorithm().getAlgorithm());
        byte[] salt = it.getSaltLength().toByteArray();
        out.append("        \n        Hash Algorithm: " + hash + "\n        Mask Algorithm: mgf1 with " + hash
                + "\n         Salt Length: 0x" + Hex.plain(salt) + "\n        Trailer Field: 0x01 (default)\n");
    }

    private void signature(AlgorithmIdentifier algorithm, byte[] signature) {
        out.append("    Signature Algorithm: ")
                .append(signatureName(algorithm.getAlgorithm()))
                .append('\n');
        out.append("    Signature Value:");
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            pss(algorithm);
        } else {
            out.append('\n');
        }
        out.append(Hex.rows(signature, 18, 8));
    }
}
