package postroom.labs.debian.openssl.x509;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How names are printed ({@code openssl-namedisplay-options(1)}), as OpenSSL's bits.
 *
 * @param bits a sum of the constants below
 */
public record NameOptions(long bits) {
    static final long ESC_2253 = 1;
    static final long ESC_CTRL = 2;
    static final long ESC_MSB = 4;
    static final long ESC_QUOTE = 8;
    static final long UTF8_CONVERT = 0x10;
    static final long IGNORE_TYPE = 0x20;
    static final long SHOW_TYPE = 0x40;
    static final long DUMP_ALL = 0x80;
    static final long DUMP_UNKNOWN = 0x100;
    static final long DUMP_DER = 0x200;
    static final long ESC_2254 = 0x400;
    static final long SEP_MASK = 0xf << 16;
    static final long SEP_COMMA_PLUS = 1 << 16;
    static final long SEP_CPLUS_SPC = 2 << 16;
    static final long SEP_SPLUS_SPC = 3 << 16;
    static final long SEP_MULTILINE = 4 << 16;
    static final long DN_REV = 1 << 20;
    static final long FN_MASK = 3 << 21;
    static final long FN_LN = 1 << 21;
    static final long FN_OID = 2 << 21;
    static final long FN_NONE = 3 << 21;
    static final long SPC_EQ = 1 << 23;
    static final long DUMP_UNKNOWN_FIELDS = 1 << 24;
    static final long FN_ALIGN = 1 << 25;

    private static final long ALL = 0xFFFFFFFFL;
    private static final long STRINGS_2253 = ESC_2253 | ESC_CTRL | ESC_MSB | UTF8_CONVERT | DUMP_UNKNOWN | DUMP_DER;
    private static final long RFC2253 = STRINGS_2253 | SEP_COMMA_PLUS | DN_REV | DUMP_UNKNOWN_FIELDS;
    private static final long LINE = STRINGS_2253 | ESC_QUOTE | SEP_CPLUS_SPC | SPC_EQ;
    private static final long LINES = ESC_CTRL | ESC_MSB | SEP_MULTILINE | SPC_EQ | FN_LN | FN_ALIGN;

    /** What is used if nothing is said: {@code CN = x, O = y}. */
    public static final NameOptions ONELINE = new NameOptions(LINE);

    /** {@code CN=x,O=y} with the last part first. */
    public static final NameOptions RFC_2253 = new NameOptions(RFC2253);

    /** {@code /O=y/CN=x}. */
    public static final NameOptions COMPAT = new NameOptions(0);

    private record Word(long bits, long mask) {}

    private static final Map<String, Word> WORDS = words();

    private static Map<String, Word> words() {
        Map<String, Word> all = new LinkedHashMap<>();
        all.put("esc_2253", new Word(ESC_2253, 0));
        all.put("esc_2254", new Word(ESC_2254, 0));
        all.put("esc_ctrl", new Word(ESC_CTRL, 0));
        all.put("esc_msb", new Word(ESC_MSB, 0));
        all.put("use_quote", new Word(ESC_QUOTE, 0));
        all.put("utf8", new Word(UTF8_CONVERT, 0));
        all.put("ignore_type", new Word(IGNORE_TYPE, 0));
        all.put("show_type", new Word(SHOW_TYPE, 0));
        all.put("dump_all", new Word(DUMP_ALL, 0));
        all.put("dump_nostr", new Word(DUMP_UNKNOWN, 0));
        all.put("dump_der", new Word(DUMP_DER, 0));
        all.put("compat", new Word(0, ALL));
        all.put("sep_comma_plus", new Word(SEP_COMMA_PLUS, SEP_MASK));
        all.put("sep_comma_plus_space", new Word(SEP_CPLUS_SPC, SEP_MASK));
        all.put("sep_semi_plus_space", new Word(SEP_SPLUS_SPC, SEP_MASK));
        all.put("sep_multiline", new Word(SEP_MULTILINE, SEP_MASK));
        all.put("dn_rev", new Word(DN_REV, 0));
        all.put("nofname", new Word(FN_NONE, FN_MASK));
        all.put("sname", new Word(0, FN_MASK));
        all.put("lname", new Word(FN_LN, FN_MASK));
        all.put("align", new Word(FN_ALIGN, 0));
        all.put("oid", new Word(FN_OID, FN_MASK));
        all.put("space_eq", new Word(SPC_EQ, 0));
        all.put("dump_unknown", new Word(DUMP_UNKNOWN_FIELDS, 0));
        all.put("rfc2253", new Word(RFC2253, ALL));
        all.put("oneline", new Word(LINE, ALL));
        all.put("multiline", new Word(LINES, ALL));
        all.put("ca_default", new Word(LINES, ALL));
        return all;
    }

    /** What a value of {@code -nameopt} says, added to these; empty if a word is unknown. */
    public Optional<NameOptions> with(String value) {
        long now = bits;
        for (String part : value.split(",")) {
            String word = part.strip().toLowerCase(java.util.Locale.ROOT);
            boolean minus = word.startsWith("-");
            Word known = WORDS.get(minus || word.startsWith("+") ? word.substring(1) : word);
            if (known == null) {
                return Optional.empty();
            }
            now &= ~known.mask();
            now = minus ? now & ~known.bits() : now | known.bits();
        }
        if (now != 0 && (now & SEP_MASK) == 0) {
            now |= SEP_CPLUS_SPC;
        }
        return Optional.of(new NameOptions(now));
    }

    boolean has(long bit) {
        return (bits & bit) != 0;
    }

    /** Whether each part has a line of its own. */
    public boolean multiline() {
        return (bits & SEP_MASK) == SEP_MULTILINE;
    }
}
