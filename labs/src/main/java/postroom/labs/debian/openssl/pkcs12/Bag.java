package postroom.labs.debian.openssl.pkcs12;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import postroom.labs.debian.openssl.asn1.Objects;

/** What the attributes of a bag say, as {@code openssl pkcs12} prints them. */
public final class Bag {
    private Bag() {}

    /** Attributes below a title, each line ended. */
    public static String attributes(ASN1Set attributes, String title) {
        if (attributes == null) {
            return title + ": <No Attributes>\n";
        }
        if (attributes.size() == 0) {
            return title + ": <Empty Attributes>\n";
        }
        StringBuilder out = new StringBuilder(title + "\n");
        for (Attribute each : all(attributes)) {
            out.append("    ").append(Objects.longName(each.getAttrType())).append(": ");
            if (each.getAttrValues().size() == 0) {
                out.append("<No Values>\n");
            }
            for (ASN1Encodable value : each.getAttributeValues()) {
                out.append(value(value)).append('\n');
            }
        }
        return out.toString();
    }

    /** Whether the bag belongs to a key of the same file. */
    public static boolean hasLocalKey(ASN1Set attributes) {
        return attributes != null
                && all(attributes).stream()
                        .anyMatch(it -> it.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_localKeyId));
    }

    private static List<Attribute> all(ASN1Set attributes) {
        List<Attribute> found = new ArrayList<>();
        for (ASN1Encodable each : attributes) {
            found.add(Attribute.getInstance(each));
        }
        return found;
    }

    private static String value(ASN1Encodable value) {
        if (value instanceof ASN1BMPString text) {
            return text.getString();
        }
        if (value instanceof ASN1UTF8String text) {
            return text.getString();
        }
        if (value instanceof ASN1OctetString bytes) {
            return hex(bytes.getOctets());
        }
        return value instanceof ASN1BitString bits
                ? hex(bits.getOctets())
                : "<Unsupported tag " + (value.toASN1Primitive() instanceof org.bouncycastle.asn1.ASN1Integer ? 2 : 4)
                        + ">";
    }

    private static String hex(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte each : bytes) {
            out.append(String.format(java.util.Locale.ROOT, "%02X ", each));
        }
        return out.toString();
    }
}
