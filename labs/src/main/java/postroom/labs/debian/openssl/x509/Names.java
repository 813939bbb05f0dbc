package postroom.labs.debian.openssl.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNumericString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Objects;

/** Builds distinguished names: each value in the type of string that its attribute wants ({@code ASN1_STRING_TABLE}). */
public final class Names {
    private record Kind(String type, int min, int max) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("commonName", new Kind("utf8", 1, 64)),
            Map.entry("countryName", new Kind("printable", 2, 2)),
            Map.entry("localityName", new Kind("utf8", 1, 128)),
            Map.entry("stateOrProvinceName", new Kind("utf8", 1, 128)),
            Map.entry("organizationName", new Kind("utf8", 1, 64)),
            Map.entry("organizationalUnitName", new Kind("utf8", 1, 64)),
            Map.entry("emailAddress", new Kind("ia5", 1, 128)),
            Map.entry("givenName", new Kind("utf8", 1, 32768)),
            Map.entry("surname", new Kind("utf8", 1, 32768)),
            Map.entry("initials", new Kind("utf8", 1, 32768)),
            Map.entry("serialNumber", new Kind("printable", 1, 64)),
            Map.entry("friendlyName", new Kind("bmp", -1, -1)),
            Map.entry("name", new Kind("utf8", 1, 32768)),
            Map.entry("dnQualifier", new Kind("printable", -1, -1)),
            Map.entry("domainComponent", new Kind("ia5", 1, -1)),
            Map.entry("jurisdictionCountryName", new Kind("printable", 2, 2)),
            Map.entry("INN", new Kind("numeric", 1, 12)),
            Map.entry("rfc822Mailbox", new Kind("ia5", 1, 256)));

    private final App app;
    private final boolean utf8;
    private final List<List<AttributeTypeAndValue>> sets = new ArrayList<>();

    /** An empty name; texts are UTF-8 if {@code utf8}, else Latin-1 byte by byte. */
    public Names(App app, boolean utf8) {
        this.app = app;
        this.utf8 = utf8;
    }

    /** The name so far. */
    public X500Name name() {
        RDN[] rdns = sets.stream()
                .map(it -> new RDN(it.toArray(AttributeTypeAndValue[]::new)))
                .toArray(RDN[]::new);
        return new X500Name(rdns);
    }

    /** Whether nothing was added. */
    public boolean isEmpty() {
        return sets.isEmpty();
    }

    /**
     * Adds a value; with {@code joined} to the set before it.
     *
     * @return false, with an error on the stack, if the attribute does not take it
     */
    public boolean add(ASN1ObjectIdentifier type, String text, boolean joined) {
        Optional<ASN1Encodable> value = value(type, text);
        if (value.isEmpty()) {
            return false;
        }
        if (!joined || sets.isEmpty()) {
            sets.add(new ArrayList<>());
        }
        sets.get(sets.size() - 1).add(new AttributeTypeAndValue(type, value.get()));
        return true;
    }

    /** A value in the type of string of its attribute; empty, with an error on the stack, if it does not fit. */
    public Optional<ASN1Encodable> value(ASN1ObjectIdentifier type, String given) {
        String text = utf8 ? given : new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Kind kind = KINDS.getOrDefault(Objects.longName(type), new Kind("utf8", -1, -1));
        int length = text.codePointCount(0, text.length());
        String place = "crypto/asn1/a_mbstr.c:";
        if (kind.min() > 0 && length < kind.min()) {
            app.errors().push(0x06800098, "ASN1_mbstring_ncopy", place + "113", "minsize=" + kind.min());
            return Optional.empty();
        }
        if (kind.max() > 0 && length > kind.max()) {
            app.errors().push(0x06800097, "ASN1_mbstring_ncopy", place + "118", "maxsize=" + kind.max());
            return Optional.empty();
        }
        boolean fits = switch (kind.type()) {
            case "printable" -> DERPrintableString.isPrintableString(text);
            case "ia5" -> DERIA5String.isIA5String(text);
            case "numeric" -> DERNumericString.isNumericString(text);
            default -> true;
        };
        if (!fits) {
            app.errors().push(0x0680007C, "ASN1_mbstring_ncopy", place + "137", "");
            return Optional.empty();
        }
        return Optional.of(
                switch (kind.type()) {
                    case "printable" -> new DERPrintableString(text);
                    case "ia5" -> new DERIA5String(text);
                    case "numeric" -> new DERNumericString(text);
                    case "bmp" -> new DERBMPString(text);
                    default -> new DERUTF8String(text);
                });
    }

    /** What {@code -subj} says: {@code /type0=value0/type1=value1}. */
    public X500Name parse(String text, String what) throws IOException, Quit {
        if (!text.startsWith("/")) {
            app.complain(what + " name is expected to be in the format /type0=value0/type1=value1/type2=... where "
                    + "characters may be escaped by \\. This name is not in that format: '" + text + "'");
            throw app.fail();
        }
        int i = 1;
        boolean joined = false;
        while (i < text.length()) {
            int equals = text.indexOf('=', i);
            if (equals < 0) {
                app.complain(
                        "Missing '=' after RDN type string '" + text.substring(i) + "' in " + what + " name string");
                throw app.fail();
            }
            String type = text.substring(i, equals);
            StringBuilder value = new StringBuilder();
            boolean next = false;
            i = equals + 1;
            while (i < text.length() && text.charAt(i) != '/') {
                char c = text.charAt(i);
                if (c == '+') {
                    next = true;
                    break;
                }
                if (c == '\\' && ++i == text.length()) {
                    app.complain("Escape character at end of " + what + " name string");
                    throw app.fail();
                }
                value.append(text.charAt(i++));
            }
            i++;
            part(type, value.toString(), joined, what);
            joined = next;
        }
        return name();
    }

    private void part(String type, String value, boolean joined, String what) throws IOException, Quit {
        Optional<ASN1ObjectIdentifier> oid = Objects.find(type);
        if (oid.isEmpty()) {
            app.say(app.name() + " warning: Skipping unknown " + what + " name attribute \"" + type + "\"");
            if (joined) {
                app.say(app.name() + " hint: a '+' in a value string needs be escaped using '\\' else a new member of"
                        + " a multi-valued RDN is expected");
            }
        } else if (value.isEmpty()) {
            app.say(app.name() + " warning: No value provided for " + what + " name attribute \"" + type
                    + "\", skipped");
        } else if (!add(oid.get(), value, joined)) {
            app.errors().print();
            app.complain("Error adding " + what + " name attribute \"/" + type + "=" + value + "\"");
            throw app.fail();
        }
    }
}
