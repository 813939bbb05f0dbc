package postroom.labs.net.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The data of records in master file form. */
public final class RecordText {
    private RecordText() {}

    /** The text of a record's data; of an unknown type, or one whose data is malformed, {@code \# length hex} (RFC 3597). */
    public static String of(int type, byte[] data) {
        DnsReader in = new DnsReader(data, 0);
        try {
            String text = switch (type) {
                case DnsType.A, DnsType.AAAA -> address(data);
                case DnsType.NS, DnsType.CNAME, DnsType.PTR, 39 -> in.name();
                case DnsType.MX -> in.u16() + " " + in.name();
                case DnsType.SRV -> in.u16() + " " + in.u16() + " " + in.u16() + " " + in.name();
                case DnsType.SOA -> soa(in);
                case DnsType.TXT, DnsType.SPF, DnsType.HINFO -> strings(in);
                case DnsType.CAA -> in.u8() + " " + raw(in) + " \"" + quoted(in.bytes(in.left())) + "\"";
                case DnsType.NAPTR ->
                    in.u16() + " " + in.u16() + " " + string(in) + " " + string(in) + " " + string(in) + " "
                            + in.name();
                default -> unknown(data);
            };
            return text;
        } catch (DnsFormatException malformed) {
            return unknown(data);
        }
    }

    /** The data as {@code dig +multiline} writes a SOA record's. */
    public static String soaOnLines(byte[] data, String indent) {
        DnsReader in = new DnsReader(data, 0);
        try {
            StringBuilder out = new StringBuilder(in.name() + " " + in.name() + " (\n");
            String[] remarks = {"serial", "refresh", "retry", "expire", "minimum"};
            for (int i = 0; i < remarks.length; i++) {
                long value = in.u32();
                out.append(indent).append(String.format("%-10d ; %s", value, remarks[i]));
                out.append(i == 0 ? "" : " (" + duration(value) + ")").append('\n');
            }
            return out.append(indent).append(')').toString();
        } catch (DnsFormatException malformed) {
            return unknown(data);
        }
    }

    private static String duration(long seconds) {
        StringBuilder out = new StringBuilder();
        long left = seconds;
        long[] sizes = {604_800, 86_400, 3_600, 60, 1};
        String[] names = {"week", "day", "hour", "minute", "second"};
        for (int i = 0; i < sizes.length; i++) {
            long n = left / sizes[i];
            left %= sizes[i];
            if (n > 0 || i == sizes.length - 1 && out.length() == 0) {
                out.append(out.length() == 0 ? "" : " ")
                        .append(n)
                        .append(' ')
                        .append(names[i])
                        .append(n == 1 ? "" : "s");
            }
        }
        return out.toString();
    }

    private static String soa(DnsReader in) throws DnsFormatException {
        StringBuilder out = new StringBuilder(in.name() + " " + in.name());
        for (int i = 0; i < 5; i++) {
            out.append(' ').append(in.u32());
        }
        return out.toString();
    }

    private static String address(byte[] data) throws DnsFormatException {
        if (data.length != 4 && data.length != 16) {
            throw new DnsFormatException("unexpected end of input");
        }
        try {
            return address(InetAddress.getByAddress(data));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An address as {@code inet_ntop(3)} writes it: the longest run of zeros in an IPv6 address is shortened. */
    public static String address(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && words[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += bestLength - 1;
            } else {
                out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(words[i]));
            }
        }
        return out.toString();
    }

    /** The strings of a TXT record's data; none if it is malformed. */
    public static List<String> strings(byte[] data) {
        List<String> all = new ArrayList<>();
        DnsReader in = new DnsReader(data, 0);
        try {
            while (in.left() > 0) {
                all.add(new String(in.bytes(in.u8()), StandardCharsets.UTF_8));
            }
            return all;
        } catch (DnsFormatException malformed) {
            return List.of();
        }
    }

    private static String strings(DnsReader in) throws DnsFormatException {
        StringBuilder out = new StringBuilder();
        while (in.left() > 0) {
            out.append(out.length() == 0 ? "" : " ").append(string(in));
        }
        return out.toString();
    }

    private static String string(DnsReader in) throws DnsFormatException {
        return "\"" + raw(in) + "\"";
    }

    private static String raw(DnsReader in) throws DnsFormatException {
        return quoted(in.bytes(in.u8()));
    }

    private static String quoted(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte each : bytes) {
            int c = each & 0xFF;
            if (c < ' ' || c >= 127) {
                out.append(String.format("\\%03d", c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        }
        return out.toString();
    }

    /** The form for data of a type that is not known. */
    public static String unknown(byte[] data) {
        String hex = HexFormat.of().formatHex(data).toUpperCase(Locale.ROOT);
        return "\\# " + data.length + (hex.isEmpty() ? "" : " " + hex);
    }
}
