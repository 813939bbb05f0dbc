package postroom.labs.debian.ufw;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import postroom.labs.host.Numeric;
import postroom.labs.net.dns.RecordText;

/** Addresses and networks in rules. */
final class Addresses {
    static final String ANY4 = "0.0.0.0/0";
    static final String ANY6 = "::/0";

    private Addresses() {}

    static boolean isAny(String address) {
        return address.equals(ANY4) || address.equals(ANY6);
    }

    private static Optional<InetAddress> numeric(String text) {
        return Numeric.strict(text);
    }

    static boolean isV6(String text) {
        String[] parts = text.split("/", -1);
        return text.matches("[a-fA-F0-9:./]{1,43}")
                && parts.length <= 2
                && parts[0].contains(":")
                && numeric(parts[0]).isPresent()
                && (parts.length == 1 || parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= 128);
    }

    static boolean isV4(String text) {
        String[] parts = text.split("/", -1);
        return parts.length <= 2
                && isQuad(parts[0])
                && (parts.length == 1
                        || parts[1].matches("\\d{1,2}") && Integer.parseInt(parts[1]) <= 32
                        || isQuad(parts[1]));
    }

    private static boolean isQuad(String text) {
        return text.matches("(\\d{1,3}\\.){3}\\d{1,3}")
                && Arrays.stream(text.split("\\.")).allMatch(it -> Integer.parseInt(it) < 256);
    }

    /** An address in ufw's form: a network without the bits of hosts, no mask for a single host. */
    static String normal(String text, boolean v6) {
        String[] parts = text.split("/");
        if (v6) {
            String address = numeric(parts[0]).map(Addresses::short6).orElse(parts[0]);
            return parts.length == 1 || parts[1].equals("128") ? address : address + "/" + parts[1];
        }
        int bits = parts.length == 1 ? 32 : bits(parts[1]);
        if (bits == 32) {
            return parts[0];
        }
        long network = toLong(parts[0]) & (bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL);
        return (network >> 24) + "." + (network >> 16 & 255) + "." + (network >> 8 & 255) + "." + (network & 255) + "/"
                + bits;
    }

    private static int bits(String mask) {
        return mask.contains(".") ? Long.bitCount(toLong(mask)) : Integer.parseInt(mask);
    }

    private static long toLong(String quad) {
        long value = 0;
        for (String each : quad.split("\\.")) {
            value = value << 8 | Integer.parseInt(each);
        }
        return value;
    }

    private static String short6(InetAddress address) {
        return RecordText.address(address);
    }

    /** Whether an address is in a network. */
    static boolean contains(String network, InetAddress address) {
        String[] parts = network.split("/");
        byte[] bytes = address.getAddress();
        byte[] base = numeric(parts[0]).map(InetAddress::getAddress).orElse(new byte[0]);
        if (base.length != bytes.length) {
            return false;
        }
        int bits = parts.length == 1 ? bytes.length * 8 : bits(parts[1]);
        for (int i = 0; i < bits; i++) {
            if (((base[i / 8] ^ bytes[i / 8]) >> (7 - i % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
