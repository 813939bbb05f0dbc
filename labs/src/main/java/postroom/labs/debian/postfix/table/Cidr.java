package postroom.labs.debian.postfix.table;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A network such as {@code 192.0.2.0/24}, {@code [::1]/128}, or a single address. */
public record Cidr(byte[] address, int bits) {
    /** Reads a pattern; empty for what is none, such as a host name. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String host = (slash < 0 ? text : text.substring(0, slash)).replaceAll("^\\[|\\]$", "");
        Optional<byte[]> bytes = bytes(host);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        int most = bytes.get().length * 8;
        String width = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!width.matches("[0-9]{1,3}") || Integer.parseInt(width) > most) {
            return Optional.empty();
        }
        return Optional.of(new Cidr(bytes.get(), Integer.parseInt(width)));
    }

    /** True if the text is an address in this network. */
    public boolean contains(String host) {
        return bytes(host).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 128 >> i % 8;
            if ((address[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of an address in figures; never a name, which would be looked up. */
    private static Optional<byte[]> bytes(String text) {
        boolean four = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean six = text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]{2,45}");
        if (!four && !six) {
            return Optional.empty();
        }
        if (six && text.startsWith("::ffff:") && text.indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            if (six && text.indexOf('.') >= 0) {
                return Optional.of(mapped(text));
            }
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    /** Java turns {@code ::ffff:1.2.3.4} into the IPv4 address; here it stays what it is. */
    private static byte[] mapped(String text) throws UnknownHostException {
        byte[] low =
                InetAddress.getByName(text.substring(text.lastIndexOf(':') + 1)).getAddress();
        byte[] all = new byte[16];
        all[10] = (byte) 255;
        all[11] = (byte) 255;
        System.arraycopy(low, 0, all, 12, 4);
        return all;
    }
}
