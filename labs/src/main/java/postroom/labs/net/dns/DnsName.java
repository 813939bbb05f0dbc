package postroom.labs.net.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Domain names in master file form (RFC 1035 §5.1): {@code www.example.com.}, the root {@code .}; dots and other special
 * characters within a label are escaped.
 */
public final class DnsName {
    private static final int MAX_LABEL = 63;
    private static final int MAX_NAME = 255;
    private static final String SPECIAL = "\"().;@\\$";

    private DnsName() {}

    /** With its final dot. */
    public static String absolute(String name) {
        return name.endsWith(".") && !name.endsWith("\\.") ? name : name + ".";
    }

    /** Without its final dot; the root stays {@code .}. */
    public static String relative(String name) {
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The form by which names are compared: lower case, with the final dot. */
    public static String key(String name) {
        return absolute(name).toLowerCase(Locale.ROOT);
    }

    /** True if {@code name} is {@code domain} or below it. */
    public static boolean within(String name, String domain) {
        String inner = key(name);
        String outer = key(domain);
        return outer.equals(".") || inner.equals(outer) || inner.endsWith("." + outer);
    }

    /** The labels as bytes, uncompressed. */
    public static byte[] wire(String name) throws DnsFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] label : labels(name)) {
            out.write(label.length);
            out.writeBytes(label);
        }
        out.write(0);
        if (out.size() > MAX_NAME) {
            throw new DnsFormatException("ran out of space");
        }
        return out.toByteArray();
    }

    private static List<byte[]> labels(String name) throws DnsFormatException {
        List<byte[]> labels = new ArrayList<>();
        if (name.equals(".")) {
            return labels;
        }
        byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ByteArrayOutputStream label = new ByteArrayOutputStream();
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '.') {
                boolean end = i == bytes.length && label.size() == 0 && !labels.isEmpty();
                if (end) {
                    break;
                }
                if (label.size() == 0) {
                    throw new DnsFormatException("empty label");
                }
                labels.add(label.toByteArray());
                label.reset();
            } else if (bytes[i] == '\\' && i + 1 < bytes.length) {
                boolean decimal =
                        i + 3 < bytes.length && isDigit(bytes[i + 1]) && isDigit(bytes[i + 2]) && isDigit(bytes[i + 3]);
                label.write(
                        decimal
                                ? Integer.parseInt(
                                        new String(bytes, i + 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
                                : bytes[i + 1]);
                i += decimal ? 3 : 1;
            } else {
                label.write(bytes[i]);
            }
            if (label.size() > MAX_LABEL) {
                throw new DnsFormatException("label too long");
            }
        }
        return labels;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** One label's text, with what is special in it escaped. */
    static void append(StringBuilder out, byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            int c = bytes[i] & 0xFF;
            if (c <= ' ' || c >= 127) {
                out.append(String.format("\\%03d", c));
            } else {
                if (SPECIAL.indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.append((char) c);
            }
        }
        out.append('.');
    }

    /** The name under which an address' PTR record stands: {@code 1.0.0.127.in-addr.arpa.} */
    public static String reverse(InetAddress address) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = address.getAddress();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = bytes[i] & 0xFF;
            if (bytes.length == 4) {
                out.append(value).append('.');
            } else {
                out.append(Character.forDigit(value & 15, 16)).append('.');
                out.append(Character.forDigit(value >> 4, 16)).append('.');
            }
        }
        return out.append(bytes.length == 4 ? "in-addr.arpa." : "ip6.arpa.").toString();
    }

    /** The address of such a name, if it is one of a whole address. */
    public static Optional<InetAddress> reversed(String name) {
        String key = key(name);
        try {
            if (key.matches("([0-9]{1,3}\\.){4}in-addr\\.arpa\\.")) {
                String[] labels = key.split("\\.");
                byte[] bytes = new byte[4];
                for (int i = 0; i < 4; i++) {
                    bytes[3 - i] = (byte) Integer.parseInt(labels[i]);
                }
                return Optional.of(InetAddress.getByAddress(bytes));
            }
            if (key.matches("([0-9a-f]\\.){32}ip6\\.arpa\\.")) {
                byte[] bytes = new byte[16];
                for (int i = 0; i < 16; i++) {
                    int low = Character.digit(key.charAt(4 * i), 16);
                    int high = Character.digit(key.charAt(4 * i + 2), 16);
                    bytes[15 - i] = (byte) (high << 4 | low);
                }
                return Optional.of(InetAddress.getByAddress(bytes));
            }
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Optional.empty();
    }
}
