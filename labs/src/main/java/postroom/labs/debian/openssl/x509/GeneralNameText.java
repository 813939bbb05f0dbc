package postroom.labs.debian.openssl.x509;

import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import postroom.labs.debian.openssl.asn1.Objects;

/** Alternative names as text: {@code DNS:x, IP Address:192.0.2.1}. */
final class GeneralNameText {
    private GeneralNameText() {}

    static String list(GeneralNames names, String between) {
        StringBuilder out = new StringBuilder();
        for (GeneralName each : names.getNames()) {
            out.append(out.isEmpty() ? "" : between).append(of(each));
        }
        return out.toString();
    }

    static String of(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.otherName -> other(OtherName.getInstance(name.getName()));
            case GeneralName.rfc822Name -> "email:" + text(name);
            case GeneralName.dNSName -> "DNS:" + text(name);
            case GeneralName.x400Address -> "X400Name:<unsupported>";
            case GeneralName.directoryName -> "DirName:" + NameText.slashed(X500Name.getInstance(name.getName()));
            case GeneralName.ediPartyName -> "EdiPartyName:<unsupported>";
            case GeneralName.uniformResourceIdentifier -> "URI:" + text(name);
            case GeneralName.iPAddress ->
                "IP Address:"
                        + address(ASN1OctetString.getInstance(name.getName()).getOctets());
            default -> "Registered ID:" + Objects.longName(ASN1ObjectIdentifier.getInstance(name.getName()));
        };
    }

    private static String other(OtherName other) {
        String value = other.getValue() instanceof ASN1String text ? text.getString() : "<unsupported>";
        return "othername: " + Objects.longName(other.getTypeID()) + "::" + value;
    }

    private static String text(GeneralName name) {
        return ((ASN1String) name.getName()).getString();
    }

    /** {@code 192.0.2.1} or {@code 2001:DB8:0:0:0:0:0:1}. */
    static String address(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        if (bytes.length == 4) {
            for (byte each : bytes) {
                out.append(out.isEmpty() ? "" : ".").append(each & 0xFF);
            }
        } else if (bytes.length == 16) {
            for (int i = 0; i < 16; i += 2) {
                out.append(i == 0 ? "" : ":")
                        .append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF)
                                .toUpperCase(Locale.ROOT));
            }
        } else {
            out.append("<invalid>");
        }
        return out.toString();
    }
}
