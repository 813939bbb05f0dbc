package postroom.labs.debian.openssl.x509;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.asn1.Hex;
import postroom.labs.debian.openssl.asn1.Objects;

/** A distinguished name as text ({@code X509_NAME_print_ex(3)}). */
public final class NameText {
    private static final int LONG_WIDTH = 25;
    private static final int SHORT_WIDTH = 10;
    private static final String SPECIAL = ",+\"\\<>;";
    private static final String SPECIAL_2254 = "*()\\";

    private final NameOptions options;
    private final int indent;

    private NameText(NameOptions options, int indent) {
        this.options = options;
        this.indent = indent;
    }

    /** A name on one line, or on several ones that are all indented. */
    public static String of(X500Name name, NameOptions options, int indent) {
        return options.bits() == 0 ? spaced(name) : new NameText(options, indent).print(name);
    }

    /** A name as the commands print it after a title ({@code print_name} in {@code apps.c}), with its line feed. */
    public static String titled(String title, X500Name name, NameOptions options) {
        if (options.bits() == 0) {
            return title + slashed(name) + "\n";
        }
        return title + (options.multiline() ? "\n" : "") + of(name, options, options.multiline() ? 4 : 0) + "\n";
    }

    private record Part(AttributeTypeAndValue pair, int set) {}

    private static List<Part> parts(X500Name name) {
        List<Part> parts = new ArrayList<>();
        int set = 0;
        for (RDN rdn : name.getRDNs()) {
            for (AttributeTypeAndValue each : rdn.getTypesAndValues()) {
                parts.add(new Part(each, set));
            }
            set++;
        }
        return parts;
    }

    private String print(X500Name name) {
        String between = options.multiline()
                ? "\n" + " ".repeat(indent)
                : (options.bits() & NameOptions.SEP_MASK) == NameOptions.SEP_COMMA_PLUS
                        ? ","
                        : (options.bits() & NameOptions.SEP_MASK) == NameOptions.SEP_SPLUS_SPC ? "; " : ", ";
        String inside = (options.bits() & NameOptions.SEP_MASK) == NameOptions.SEP_COMMA_PLUS ? "+" : " + ";
        StringBuilder out = new StringBuilder(" ".repeat(indent));
        int previous = -1;
        List<Part> parts = parts(name);
        if (options.has(NameOptions.DN_REV)) {
            Collections.reverse(parts);
        }
        for (Part part : parts) {
            if (previous >= 0) {
                out.append(previous == part.set() ? inside : between);
            }
            previous = part.set();
            out.append(label(part.pair())).append(value(part.pair()));
        }
        return out.toString();
    }

    private String label(AttributeTypeAndValue pair) {
        long field = options.bits() & NameOptions.FN_MASK;
        if (field == NameOptions.FN_NONE) {
            return "";
        }
        boolean numbers = field == NameOptions.FN_OID || !Objects.isKnown(pair.getType());
        boolean whole = field == NameOptions.FN_LN;
        String label = numbers
                ? pair.getType().getId()
                : whole ? Objects.longName(pair.getType()) : Objects.shortName(pair.getType());
        int width = numbers ? 0 : whole ? LONG_WIDTH : SHORT_WIDTH;
        if (options.has(NameOptions.FN_ALIGN) && label.length() < width) {
            label += " ".repeat(width - label.length());
        }
        return label + (options.has(NameOptions.SPC_EQ) ? " = " : "=");
    }

    private String value(AttributeTypeAndValue pair) {
        ASN1Encodable value = pair.getValue();
        boolean unknownField = !Objects.isKnown(pair.getType()) && options.has(NameOptions.DUMP_UNKNOWN_FIELDS);
        boolean dump = options.has(NameOptions.DUMP_ALL) || unknownField || !(value instanceof ASN1String);
        String type = options.has(NameOptions.SHOW_TYPE) ? typeName(value) + ":" : "";
        if (dump) {
            byte[] bytes = options.has(NameOptions.DUMP_DER) ? der(value) : content(value);
            return type + "#" + Hex.plain(bytes);
        }
        return type + escaped((ASN1String) value);
    }

    private String escaped(ASN1String value) {
        List<Integer> units = new ArrayList<>();
        boolean bytewise = options.has(NameOptions.IGNORE_TYPE) || options.has(NameOptions.UTF8_CONVERT);
        if (bytewise) {
            for (byte each : value.getString().getBytes(StandardCharsets.UTF_8)) {
                units.add(each & 0xFF);
            }
        } else {
            value.getString().codePoints().forEach(units::add);
        }
        boolean[] quoted = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < units.size(); i++) {
            escape(units.get(i), i == 0, i == units.size() - 1, quoted, out);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        return quoted[0] ? "\"" + text + "\"" : text;
    }

    private void escape(int c, boolean first, boolean last, boolean[] quoted, ByteArrayOutputStream out) {
        if (c > 0xFFFF) {
            ascii(String.format(Locale.ROOT, "\\W%08X", c), out);
        } else if (c > 0xFF) {
            ascii(String.format(Locale.ROOT, "\\U%04X", c), out);
        } else if (isSpecial(c, first, last)) {
            if (options.has(NameOptions.ESC_QUOTE) && c != '"' && c != '\\') {
                quoted[0] = true;
            } else {
                out.write('\\');
            }
            out.write(c);
        } else if (options.has(NameOptions.ESC_MSB) && c > 0x7F
                || options.has(NameOptions.ESC_CTRL) && (c < 0x20 || c == 0x7F)
                || options.has(NameOptions.ESC_2254) && (c == 0 || SPECIAL_2254.indexOf(c) >= 0)) {
            ascii(String.format(Locale.ROOT, "\\%02X", c), out);
        } else {
            long any = NameOptions.ESC_2253 | NameOptions.ESC_QUOTE | NameOptions.ESC_CTRL | NameOptions.ESC_MSB;
            if (c == '\\' && options.has(any)) {
                out.write('\\');
            }
            out.write(c);
        }
    }

    private boolean isSpecial(int c, boolean first, boolean last) {
        return options.has(NameOptions.ESC_2253)
                && (SPECIAL.indexOf(c) >= 0 || first && (c == '#' || c == ' ') || last && c == ' ');
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String typeName(ASN1Encodable value) {
        return value.toASN1Primitive().getClass().getSimpleName().substring(3).toUpperCase(Locale.ROOT);
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(ASN1Encodable value) {
        byte[] der = der(value);
        int header = (der[1] & 0x80) == 0 ? 2 : 2 + (der[1] & 0x7F);
        return java.util.Arrays.copyOfRange(der, header, der.length);
    }

    /** {@code /C=CH/CN=x} ({@code X509_NAME_oneline(3)}). */
    public static String slashed(X500Name name) {
        StringBuilder out = new StringBuilder();
        int previous = -1;
        for (Part part : parts(name)) {
            out.append(previous == part.set() ? '+' : '/')
                    .append(Objects.shortName(part.pair().getType()))
                    .append('=');
            previous = part.set();
            for (byte each : raw(part.pair().getValue())) {
                int c = each & 0xFF;
                if (c < ' ' || c > '~') {
                    out.append(String.format(Locale.ROOT, "\\x%02X", c));
                } else {
                    out.append(c == '/' || c == '+' ? "\\" : "").append((char) c);
                }
            }
        }
        return out.toString();
    }

    private static byte[] raw(ASN1Encodable value) {
        if (value instanceof ASN1UTF8String || value instanceof ASN1BMPString || value instanceof ASN1UniversalString) {
            return content(value);
        }
        return value instanceof ASN1String text
                ? text.getString().getBytes(StandardCharsets.ISO_8859_1)
                : content(value);
    }

    /** {@code C=CH, CN=x} ({@code X509_NAME_print(3)}). */
    private static String spaced(X500Name name) {
        String text = slashed(name);
        return text.isEmpty() ? "" : text.substring(1).replaceAll("/([A-Za-z.0-9]+=)", ", $1");
    }
}
