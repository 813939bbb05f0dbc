package postroom.labs.debian.openssl.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import postroom.labs.debian.openssl.asn1.Asn1Text;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;

/** Extensions as text ({@code X509V3_EXT_print(3)}). */
public final class ExtensionText {
    private static final String[] USAGES = {
        "Digital Signature",
        "Non Repudiation",
        "Key Encipherment",
        "Data Encipherment",
        "Key Agreement",
        "Certificate Sign",
        "CRL Sign",
        "Encipher Only",
        "Decipher Only"
    };
    private static final String[] CERT_TYPES = {
        "SSL Client", "SSL Server", "S/MIME", "Object Signing", "Unused", "SSL CA", "S/MIME CA", "Object Signing CA"
    };
    private static final Map<Integer, String> FEATURES = Map.of(5, "status_request", 17, "status_request_v2");

    private final String pad;
    private final int indent;
    private final List<String> lines = new ArrayList<>();

    private ExtensionText(int indent) {
        this.indent = indent;
        this.pad = " ".repeat(indent);
    }

    /** How extensions that OpenSSL does not know are shown. */
    public enum Unknown {
        /** As characters. */
        TEXT,
        /** Not at all. */
        ERROR,
        /** As ASN.1. */
        PARSE,
        /** In hexadecimal. */
        DUMP
    }

    /** The name of an extension and whether it is critical, and its value below; each line ends. */
    public static String titled(Extension extension, int indent, Unknown unknown) {
        String title = " ".repeat(indent) + Objects.longName(extension.getExtnId()) + ": "
                + (extension.isCritical() ? "critical" : "") + "\n";
        return title + value(extension, indent + 4, unknown) + "\n";
    }

    /** The value alone, indented; without the last line feed. */
    static String value(Extension extension, int indent, Unknown unknown) {
        ExtensionText text = new ExtensionText(indent);
        try {
            if (text.known(extension)) {
                return String.join("\n", text.lines);
            }
        } catch (IllegalArgumentException | ClassCastException | IllegalStateException malformed) {
            return text.pad + "<Parse Error>";
        }
        byte[] bytes = extension.getExtnValue().getOctets();
        return switch (unknown) {
            case ERROR -> text.pad + "<Not Supported>";
            case DUMP -> Asn1Text.dump(bytes, indent);
            case PARSE -> Asn1Text.of(bytes, indent);
            default -> text.pad + characters(bytes);
        };
    }

    private static String characters(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte each : bytes) {
            int c = each & 0xFF;
            out.append(c > '~' || c < ' ' && c != '\n' && c != '\r' ? '.' : (char) c);
        }
        return out.toString();
    }

    private void line(String text) {
        lines.add(pad + text);
    }

    private boolean known(Extension extension) {
        ASN1Encodable value = extension.getParsedValue();
        switch (Objects.shortName(extension.getExtnId())) {
            case "basicConstraints":
                BasicConstraints basic = BasicConstraints.getInstance(value);
                line("CA:" + (basic.isCA() ? "TRUE" : "FALSE")
                        + (basic.getPathLenConstraint() == null ? "" : ", pathlen:" + basic.getPathLenConstraint()));
                break;
            case "keyUsage":
                line(bits(ASN1BitString.getInstance(value), USAGES));
                break;
            case "nsCertType":
                line(bits(ASN1BitString.getInstance(value), CERT_TYPES));
                break;
            case "extendedKeyUsage":
                purposes(ExtendedKeyUsage.getInstance(value));
                break;
            case "subjectKeyIdentifier":
                line(Hex.upper(SubjectKeyIdentifier.getInstance(value).getKeyIdentifier()));
                break;
            case "authorityKeyIdentifier":
                authority(AuthorityKeyIdentifier.getInstance(value));
                break;
            case "subjectAltName", "issuerAltName", "certificateIssuer":
                line(GeneralNameText.list(GeneralNames.getInstance(value), ", "));
                break;
            case "nsComment",
                    "nsBaseUrl",
                    "nsCaRevocationUrl",
                    "nsCaPolicyUrl",
                    "nsSslServerName",
                    "nsRenewalUrl",
                    "nsRevocationUrl":
                line(ASN1IA5String.getInstance(value).getString());
                break;
            case "certificatePolicies":
                policies(ASN1Sequence.getInstance(value));
                break;
            case "crlDistributionPoints", "freshestCRL":
                points(CRLDistPoint.getInstance(value));
                break;
            case "authorityInfoAccess", "subjectInfoAccess":
                for (AccessDescription each :
                        AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
                    line(Objects.longName(each.getAccessMethod()) + " - "
                            + GeneralNameText.of(each.getAccessLocation()));
                }
                break;
            case "nameConstraints":
                NameConstraints names = NameConstraints.getInstance(value);
                subtrees("Permitted", names.getPermittedSubtrees());
                subtrees("Excluded", names.getExcludedSubtrees());
                break;
            case "tlsfeature":
                features(ASN1Sequence.getInstance(value));
                break;
            case "noCheck":
                lines.add("");
                break;
            case "policyConstraints":
                constraints(PolicyConstraints.getInstance(value));
                break;
            case "inhibitAnyPolicy", "crlNumber", "deltaCRL":
                line(ASN1Integer.getInstance(value).getValue().toString());
                break;
            case "CRLReason":
                line(reason(CRLReason.getInstance(value)));
                break;
            default:
                return false;
        }
        return true;
    }

    private static String bits(ASN1BitString value, String[] names) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = value.getBytes();
        for (int i = 0; i < names.length; i++) {
            if (i / 8 < bytes.length && (bytes[i / 8] & 0x80 >> i % 8) != 0) {
                out.append(out.isEmpty() ? "" : ", ").append(names[i]);
            }
        }
        return out.toString();
    }

    private void purposes(ExtendedKeyUsage usage) {
        StringBuilder out = new StringBuilder();
        for (KeyPurposeId each : usage.getUsages()) {
            out.append(out.isEmpty() ? "" : ", ").append(Objects.longName(each.toOID()));
        }
        line(out.toString());
    }

    private void authority(AuthorityKeyIdentifier it) {
        boolean alone = it.getAuthorityCertIssuer() == null && it.getAuthorityCertSerialNumber() == null;
        if (it.getKeyIdentifierOctets() != null) {
            line((alone ? "" : "keyid:") + Hex.upper(it.getKeyIdentifierOctets()));
        }
        if (it.getAuthorityCertIssuer() != null) {
            line(GeneralNameText.list(it.getAuthorityCertIssuer(), ", "));
        }
        if (it.getAuthorityCertSerialNumber() != null) {
            line("serial:" + Hex.upper(it.getAuthorityCertSerialNumber().toByteArray()));
        }
    }

    private void policies(ASN1Sequence policies) {
        for (ASN1Encodable each : policies) {
            PolicyInformation policy = PolicyInformation.getInstance(each);
            line("Policy: " + Objects.longName(policy.getPolicyIdentifier()));
            if (policy.getPolicyQualifiers() != null) {
                for (ASN1Encodable qualifier : policy.getPolicyQualifiers()) {
                    qualifier(ASN1Sequence.getInstance(qualifier));
                }
            }
        }
    }

    private void qualifier(ASN1Sequence qualifier) {
        ASN1Encodable value = qualifier.getObjectAt(1);
        if (value instanceof ASN1IA5String uri) {
            line("  CPS: " + uri.getString());
        } else {
            line("  User Notice:");
            for (ASN1Encodable part : ASN1Sequence.getInstance(value)) {
                if (part instanceof org.bouncycastle.asn1.ASN1String text) {
                    line("    Explicit Text: " + text.getString());
                }
            }
        }
    }

    private void points(CRLDistPoint points) {
        for (DistributionPoint each : points.getDistributionPoints()) {
            DistributionPointName name = each.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                line("Full Name:");
                line("  " + GeneralNameText.list(GeneralNames.getInstance(name.getName()), "\n" + pad + "  "));
            }
            if (each.getCRLIssuer() != null) {
                line("CRL Issuer:");
                line("  " + GeneralNameText.list(each.getCRLIssuer(), "\n" + pad + "  "));
            }
        }
    }

    private void subtrees(String title, GeneralSubtree[] trees) {
        if (trees != null && trees.length > 0) {
            line(title + ":");
            for (GeneralSubtree each : trees) {
                line("  " + subtree(each));
            }
        }
    }

    private static String subtree(GeneralSubtree tree) {
        if (tree.getBase().getTagNo() == org.bouncycastle.asn1.x509.GeneralName.iPAddress) {
            byte[] both = ASN1OctetString.getInstance(tree.getBase().getName()).getOctets();
            int half = both.length / 2;
            return "IP:" + GeneralNameText.address(java.util.Arrays.copyOf(both, half)) + "/"
                    + GeneralNameText.address(java.util.Arrays.copyOfRange(both, half, both.length));
        }
        return GeneralNameText.of(tree.getBase());
    }

    private void features(ASN1Sequence features) {
        StringBuilder out = new StringBuilder();
        for (ASN1Encodable each : features) {
            int number = ASN1Integer.getInstance(each).intValueExact();
            out.append(out.isEmpty() ? "" : ", ").append(FEATURES.getOrDefault(number, String.valueOf(number)));
        }
        line(out.toString());
    }

    private void constraints(PolicyConstraints it) {
        String require = it.getRequireExplicitPolicyMapping() == null
                ? ""
                : "Require Explicit Policy:" + it.getRequireExplicitPolicyMapping();
        String inhibit =
                it.getInhibitPolicyMapping() == null ? "" : "Inhibit Policy Mapping:" + it.getInhibitPolicyMapping();
        line(require + (require.isEmpty() || inhibit.isEmpty() ? "" : ", ") + inhibit);
    }

    static String reason(CRLReason reason) {
        String[] names = {
            "Unspecified",
            "Key Compromise",
            "CA Compromise",
            "Affiliation Changed",
            "Superseded",
            "Cessation Of Operation",
            "Certificate Hold",
            "7",
            "Remove From CRL",
            "Privilege Withdrawn",
            "AA Compromise"
        };
        int number = reason.getValue().intValue();
        return number < names.length ? names[number] : String.valueOf(number);
    }
}
