package postroom.labs.debian.openssl.asn1;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The structure of DER or BER ({@code ASN1_parse_dump(3)}): what {@code openssl asn1parse} prints. */
public final class Asn1Text {
    private static final int DEEPEST = 128;
    private static final String[] NAMES = {
        "EOC",
        "BOOLEAN",
        "INTEGER",
        "BIT STRING",
        "OCTET STRING",
        "NULL",
        "OBJECT",
        "OBJECT DESCRIPTOR",
        "EXTERNAL",
        "REAL",
        "ENUMERATED",
        "<ASN1 11>",
        "UTF8STRING",
        "<ASN1 13>",
        "<ASN1 14>",
        "<ASN1 15>",
        "SEQUENCE",
        "SET",
        "NUMERICSTRING",
        "PRINTABLESTRING",
        "T61STRING",
        "VIDEOTEXSTRING",
        "IA5STRING",
        "UTCTIME",
        "GENERALIZEDTIME",
        "GRAPHICSTRING",
        "VISIBLESTRING",
        "GENERALSTRING",
        "UNIVERSALSTRING",
        "<ASN1 29>",
        "BMPSTRING"
    };

    private final byte[] bytes;
    private final boolean indented;
    private final int dumpLimit;
    private final StringBuilder out = new StringBuilder();
    private boolean broken;

    private Asn1Text(byte[] bytes, boolean indented, int dumpLimit) {
        this.bytes = bytes;
        this.indented = indented;
        this.dumpLimit = dumpLimit;
    }

    /**
     * What was printed, and whether the structure was sound.
     *
     * @param text the lines
     * @param sound false if it ended in the middle
     */
    public record Parsed(String text, boolean sound) {}

    /**
     * The structure between two offsets.
     *
     * @param indented whether deeper things stand further to the right
     * @param dump how many bytes of unknown contents are shown; 0 for none, -1 for all
     */
    public static Parsed parse(byte[] bytes, int from, int to, boolean indented, int dump) {
        Asn1Text text = new Asn1Text(bytes, indented, dump);
        text.elements(from, to, 0);
        return new Parsed(text.out.toString(), !text.broken);
    }

    /** The structure of an extension's value; what is not known in hexadecimal below it. */
    public static String of(byte[] bytes, int indent) {
        return parse(bytes, 0, bytes.length, true, -1).text();
    }

    /** Bytes in hexadecimal and as characters ({@code BIO_dump_indent(3)}). */
    public static String dump(byte[] bytes, int indent) {
        int indentLess = Math.max(0, indent);
        int width = 16 - (indentLess - (indentLess > 6 ? 6 : indentLess) + 3) / 4;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += width) {
            text.append(" ".repeat(indentLess)).append(String.format(Locale.ROOT, "%04x - ", i));
            for (int j = 0; j < width; j++) {
                text.append(
                        i + j < bytes.length
                                ? String.format(Locale.ROOT, "%02x%c", bytes[i + j], j == 7 ? '-' : ' ')
                                : "   ");
            }
            text.append("  ");
            for (int j = 0; j < width && i + j < bytes.length; j++) {
                int c = bytes[i + j] & 0xFF;
                text.append(c >= ' ' && c <= '~' ? (char) c : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private int elements(int from, int to, int depth) {
        int at = from;
        while (at < to && !broken) {
            int end = element(at, to, depth);
            if (end < 0) {
                return -end;
            }
            at = end;
        }
        return at;
    }

    /** Prints one element; gives where the next begins, negative after the end of an indefinite length. */
    private int element(int at, int to, int depth) {
        int i = at;
        int first = bytes[i++] & 0xFF;
        int tag = first & 0x1F;
        if (tag == 0x1F) {
            tag = 0;
            int next;
            do {
                if (i >= to) {
                    return fail();
                }
                next = bytes[i++] & 0xFF;
                tag = tag << 7 | next & 0x7F;
            } while ((next & 0x80) != 0 && i - at < 6);
        }
        if (i >= to || depth > DEEPEST) {
            return fail();
        }
        int length = bytes[i++] & 0xFF;
        boolean indefinite = length == 0x80;
        if (length > 0x80) {
            int count = length & 0x7F;
            length = 0;
            if (count > 4 || i + count > to) {
                return fail();
            }
            for (int j = 0; j < count; j++) {
                length = length << 8 | bytes[i++] & 0xFF;
            }
        }
        boolean constructed = (first & 0x20) != 0;
        out.append(String.format(Locale.ROOT, "%5d:d=%-2d hl=%d ", at, depth, i - at));
        out.append(indefinite ? "l=inf  " : String.format(Locale.ROOT, "l=%4d ", length));
        out.append(constructed ? "cons: " : "prim: ");
        out.append(" ".repeat(indented ? depth : 0)).append(String.format(Locale.ROOT, "%-18s", name(first >> 6, tag)));
        if (!indefinite && (length < 0 || i + length > to)) {
            out.append("length is greater than ").append(to - i).append('\n');
            broken = true;
            return i;
        }
        if (constructed) {
            out.append('\n');
            return indefinite ? elements(i, to, depth + 1) : elements(i, i + length, depth + 1);
        }
        if ((first & 0xC0) == 0) {
            contents(tag, i, length);
        }
        out.append('\n');
        dumped(first, tag, i, length);
        boolean ends = first == 0 && length == 0;
        return ends ? -(i + length) : i + length;
    }

    private int fail() {
        broken = true;
        return bytes.length;
    }

    private static String name(int tagClass, int tag) {
        return switch (tagClass) {
            case 3 -> "priv [ " + tag + " ] ";
            case 2 -> "cont [ " + tag + " ]";
            case 1 -> "appl [ " + tag + " ]";
            default -> tag < NAMES.length ? NAMES[tag] : "<ASN1 " + tag + ">";
        };
    }

    private void contents(int tag, int at, int length) {
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        switch (tag) {
            case 1:
                out.append(':').append(length > 0 ? value[0] & 0xFF : 0);
                break;
            case 2, 10:
                out.append(':').append(length == 0 ? "BAD INTEGER" : number(new BigInteger(value)));
                break;
            case 4:
                octets(value);
                break;
            case 6:
                out.append(':').append(object(value));
                break;
            case 12, 18, 19, 20, 22, 23, 24, 26, 28, 30:
                out.append(':').append(new String(value, StandardCharsets.UTF_8));
                break;
            default:
        }
    }

    private static String number(BigInteger value) {
        return value.signum() == 0 ? "00" : Hex.number(value);
    }

    private static String object(byte[] value) {
        try {
            return Objects.longName(ASN1ObjectIdentifier.fromContents(value));
        } catch (IllegalArgumentException e) {
            return "BAD OBJECT";
        }
    }

    private void octets(byte[] value) {
        boolean printable = value.length > 0;
        for (byte each : value) {
            int c = each & 0xFF;
            printable &= c >= ' ' && c <= '~' || c == '\n' || c == '\r' || c == '\t';
        }
        if (printable) {
            out.append(':').append(new String(value, StandardCharsets.ISO_8859_1));
        } else if (value.length > 0 && dumpLimit == 0) {
            out.append("[HEX DUMP]:").append(Hex.plain(value));
        }
    }

    private void dumped(int first, int tag, int at, int length) {
        boolean text = (first & 0xC0) == 0 && tag != 4 && tag != 3;
        if (dumpLimit == 0 || text || length == 0) {
            return;
        }
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        int shown = dumpLimit < 0 ? length : Math.min(length, dumpLimit);
        out.append(dump(Arrays.copyOf(value, shown), 6));
    }
}
