package postroom.labs.net.dns;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers and names of types and classes of records, and of response codes (the registry of IANA). */
public final class DnsType {
    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int PTR = 12;
    public static final int HINFO = 13;
    public static final int MX = 15;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int SRV = 33;
    public static final int NAPTR = 35;
    public static final int OPT = 41;
    public static final int SPF = 99;
    public static final int IXFR = 251;
    public static final int AXFR = 252;
    public static final int ANY = 255;
    public static final int CAA = 257;

    /** Class of the Internet. */
    public static final int IN = 1;
    /** Class of servers' answers about themselves. */
    public static final int CH = 3;

    public static final int NOERROR = 0;
    public static final int FORMERR = 1;
    public static final int SERVFAIL = 2;
    public static final int NXDOMAIN = 3;
    public static final int NOTIMP = 4;
    public static final int REFUSED = 5;

    private static final String TYPES = "A 1 NS 2 MD 3 MF 4 CNAME 5 SOA 6 MB 7 MG 8 MR 9 NULL 10 WKS 11 PTR 12 HINFO 13"
            + " MINFO 14 MX 15 TXT 16 RP 17 AFSDB 18 X25 19 ISDN 20 RT 21 NSAP 22 NSAP-PTR 23 SIG 24 KEY 25 PX 26 GPOS 27"
            + " AAAA 28 LOC 29 NXT 30 EID 31 NIMLOC 32 SRV 33 ATMA 34 NAPTR 35 KX 36 CERT 37 A6 38 DNAME 39 SINK 40 OPT 41"
            + " APL 42 DS 43 SSHFP 44 IPSECKEY 45 RRSIG 46 NSEC 47 DNSKEY 48 DHCID 49 NSEC3 50 NSEC3PARAM 51 TLSA 52"
            + " SMIMEA 53 HIP 55 NINFO 56 RKEY 57 TALINK 58 CDS 59 CDNSKEY 60 OPENPGPKEY 61 CSYNC 62 ZONEMD 63 SVCB 64"
            + " HTTPS 65 SPF 99 UNSPEC 103 NID 104 L32 105 L64 106 LP 107 EUI48 108 EUI64 109 TKEY 249 TSIG 250 IXFR 251"
            + " AXFR 252 MAILB 253 MAILA 254 ANY 255 URI 256 CAA 257 AVC 258 DOA 259 AMTRELAY 260 TA 32768 DLV 32769";
    private static final String[] CODES = {
        "NOERROR",
        "FORMERR",
        "SERVFAIL",
        "NXDOMAIN",
        "NOTIMP",
        "REFUSED",
        "YXDOMAIN",
        "YXRRSET",
        "NXRRSET",
        "NOTAUTH",
        "NOTZONE"
    };
    private static final String[] OPCODES = {"QUERY", "IQUERY", "STATUS", "RESERVED3", "NOTIFY", "UPDATE"};
    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static final Map<Integer, String> NAMES = new HashMap<>();

    static {
        String[] words = TYPES.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            NUMBERS.put(words[i], Integer.valueOf(words[i + 1]));
            NAMES.put(Integer.valueOf(words[i + 1]), words[i]);
        }
    }

    private DnsType() {}

    /** A type's number from its name in any case, or from {@code TYPE123} (RFC 3597). */
    public static OptionalInt number(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        Integer known = NUMBERS.get(upper);
        return known == null ? generic(upper, "TYPE") : OptionalInt.of(known);
    }

    private static OptionalInt generic(String name, String prefix) {
        if (name.matches(prefix + "[0-9]{1,5}")) {
            int number = Integer.parseInt(name.substring(prefix.length()));
            return number <= 65_535 ? OptionalInt.of(number) : OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** A type's name. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, "TYPE" + number);
    }

    /** A class' number from its name in any case, or from {@code CLASS123}. */
    public static OptionalInt classNumber(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "IN" -> OptionalInt.of(IN);
            case "CH", "CHAOS" -> OptionalInt.of(CH);
            case "HS", "HESIOD" -> OptionalInt.of(4);
            case "NONE" -> OptionalInt.of(254);
            case "ANY" -> OptionalInt.of(ANY);
            default -> generic(name.toUpperCase(Locale.ROOT), "CLASS");
        };
    }

    /** A class' name. */
    public static String className(int number) {
        return switch (number) {
            case IN -> "IN";
            case CH -> "CH";
            case 4 -> "HS";
            case 254 -> "NONE";
            case ANY -> "ANY";
            default -> "CLASS" + number;
        };
    }

    /** A response code's name as {@code dig(1)} has it. */
    public static String code(int number) {
        return number < CODES.length ? CODES[number] : number == 16 ? "BADVERS" : "RESERVED" + number;
    }

    /** An opcode's name. */
    public static String opcode(int number) {
        return number < OPCODES.length ? OPCODES[number] : "RESERVED" + number;
    }
}
