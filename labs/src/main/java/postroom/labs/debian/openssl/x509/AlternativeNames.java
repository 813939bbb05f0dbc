package postroom.labs.debian.openssl.x509;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.asn1.Objects;
import postroom.labs.debian.openssl.conf.Conf;
import postroom.labs.host.Numeric;

/** Makes alternative names out of {@code DNS:x,IP:192.0.2.1} ({@code v2i_GENERAL_NAMES}). */
final class AlternativeNames {
    private final App app;
    private final Conf conf;
    private final Signing signing;

    AlternativeNames(App app, Conf conf, Signing signing) {
        this.app = app;
        this.conf = conf;
        this.signing = signing;
    }

    Optional<GeneralNames> names(List<Pair> pairs) {
        List<GeneralName> all = new ArrayList<>();
        for (Pair each : pairs) {
            if (each.name().equals("email")
                    && each.value() != null
                    && (each.value().equals("copy") || each.value().equals("move"))) {
                copyMailboxes(all);
                continue;
            }
            Optional<GeneralName> name = name(each);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            all.add(name.get());
        }
        return Optional.of(new GeneralNames(all.toArray(GeneralName[]::new)));
    }

    private void copyMailboxes(List<GeneralName> to) {
        if (signing.subject() == null) {
            return;
        }
        for (RDN rdn : signing.subject().getRDNs()) {
            for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
                if (each.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
                    to.add(new GeneralName(GeneralName.rfc822Name, ((ASN1String) each.getValue()).getString()));
                }
            }
        }
    }

    Optional<GeneralName> name(Pair pair) {
        return name(pair, false);
    }

    /** A name for a constraint: addresses have a mask. */
    Optional<GeneralName> constraint(Pair pair) {
        return name(pair, true);
    }

    private Optional<GeneralName> name(Pair pair, boolean constraint) {
        if (pair.value() == null) {
            app.errors().push(0x1100007C, "v2i_GENERAL_NAME_ex", "crypto/x509/v3_san.c:607", "");
            return Optional.empty();
        }
        String value = pair.value();
        switch (pair.name().toLowerCase(Locale.ROOT)) {
            case "email":
                return Optional.of(new GeneralName(GeneralName.rfc822Name, new DERIA5String(value)));
            case "uri":
                return Optional.of(new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(value)));
            case "dns":
                return Optional.of(new GeneralName(GeneralName.dNSName, new DERIA5String(value)));
            case "rid":
                Optional<ASN1ObjectIdentifier> oid = Objects.find(value);
                if (oid.isEmpty()) {
                    app.errors().push(0x04000067, "OBJ_txt2obj", "crypto/objects/obj_dat.c:372", "");
                    app.errors().push(0x11000077, "a2i_GENERAL_NAME", "crypto/x509/v3_san.c:539", "value=" + value);
                }
                return oid.map(it -> new GeneralName(GeneralName.registeredID, it));
            case "ip":
                return address(value, constraint);
            case "dirname":
                return directory(value);
            case "othername":
                return other(value);
            default:
                app.errors().push(0x11000075, "v2i_GENERAL_NAME_ex", "crypto/x509/v3_san.c:628", "name=" + pair.name());
                return Optional.empty();
        }
    }

    private Optional<GeneralName> address(String value, boolean constraint) {
        int slash = constraint ? value.indexOf('/') : -1;
        Optional<byte[]> bytes = slash < 0 ? numbers(value) : numbers(value.substring(0, slash));
        if (slash >= 0 && bytes.isPresent()) {
            Optional<byte[]> mask = numbers(value.substring(slash + 1));
            byte[] first = bytes.get();
            bytes = mask.filter(it -> it.length == first.length).map(it -> {
                byte[] both = Arrays.copyOf(first, first.length * 2);
                System.arraycopy(it, 0, both, first.length, first.length);
                return both;
            });
        }
        if (bytes.isEmpty()) {
            app.errors().push(0x11000076, "a2i_GENERAL_NAME", "crypto/x509/v3_san.c:552", "value=" + value);
        }
        return bytes.map(it -> new GeneralName(GeneralName.iPAddress, new DEROctetString(it)));
    }

    private static Optional<byte[]> numbers(String text) {
        return Numeric.strict(text).map(InetAddress::getAddress);
    }

    private Optional<GeneralName> directory(String section) {
        if (!conf.has(section)) {
            app.errors().push(0x11000096, "do_dirname", "crypto/x509/v3_san.c:692", "section=" + section);
            return Optional.empty();
        }
        Names names = new Names(app, false);
        for (Map.Entry<String, String> each : conf.entries(section)) {
            String type = each.getKey();
            int mark = type.indexOf('.');
            type = mark >= 0 && mark + 1 < type.length() ? type.substring(mark + 1) : type;
            Optional<ASN1ObjectIdentifier> oid = Objects.find(type.startsWith("+") ? type.substring(1) : type);
            if (oid.isEmpty() || !names.add(oid.get(), each.getValue(), type.startsWith("+"))) {
                return Optional.empty();
            }
        }
        return Optional.of(new GeneralName(names.name()));
    }

    private Optional<GeneralName> other(String value) {
        int semicolon = value.indexOf(';');
        Optional<ASN1ObjectIdentifier> type =
                semicolon < 0 ? Optional.empty() : Objects.find(value.substring(0, semicolon));
        Optional<byte[]> der = type.isEmpty() ? Optional.empty() : GenericAsn1.encode(value.substring(semicolon + 1));
        if (der.isEmpty()) {
            app.errors().push(0x11000093, "a2i_GENERAL_NAME", "crypto/x509/v3_san.c:569", "");
            return Optional.empty();
        }
        try {
            ASN1Encodable parsed = ASN1Primitive.fromByteArray(der.get());
            return Optional.of(new GeneralName(GeneralName.otherName, new OtherName(type.get(), parsed)));
        } catch (java.io.IOException malformed) {
            return Optional.empty();
        }
    }
}
