package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import postroom.labs.debian.openssl.asn1.Objects;

/** Single values written as text, {@code UTF8String:hello} ({@code ASN1_generate_nconf(3)}); no sequences and tags. */
final class GenericAsn1 {
    private GenericAsn1() {}

    /** DER; empty if the text says nothing that is known. */
    static Optional<byte[]> encode(String text) throws IllegalArgumentException {
        String rest = text.replaceFirst("^FORMAT:(UTF8|ASCII),", "");
        int colon = rest.indexOf(':');
        String type = (colon < 0 ? rest : rest.substring(0, colon)).toUpperCase(Locale.ROOT);
        String value = colon < 0 ? "" : rest.substring(colon + 1);
        try {
            Optional<ASN1Encodable> made = make(type, value);
            return made.isEmpty()
                    ? Optional.empty()
                    : Optional.of(made.get().toASN1Primitive().getEncoded("DER"));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<ASN1Encodable> make(String type, String value) {
        switch (type) {
            case "BOOLEAN", "BOOL":
                return Optional.of(ASN1Boolean.getInstance(value.equalsIgnoreCase("true") || value.equals("YES")));
            case "NULL":
                return Optional.of(DERNull.INSTANCE);
            case "INTEGER", "INT":
                boolean hex = value.startsWith("0x");
                return Optional.of(new ASN1Integer(new BigInteger(hex ? value.substring(2) : value, hex ? 16 : 10)));
            case "OBJECT", "OID":
                Optional<ASN1ObjectIdentifier> oid = Objects.find(value);
                return oid.map(it -> (ASN1Encodable) it);
            case "UTF8STRING", "UTF8":
                return Optional.of(new DERUTF8String(value));
            case "IA5STRING", "IA5":
                return Optional.of(new DERIA5String(value));
            case "PRINTABLESTRING", "PRINTABLE":
                return Optional.of(new DERPrintableString(value));
            case "BMPSTRING", "BMP":
                return Optional.of(new DERBMPString(value));
            case "OCTETSTRING", "OCT":
                return Optional.of(new DEROctetString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            default:
                return Optional.empty();
        }
    }
}
