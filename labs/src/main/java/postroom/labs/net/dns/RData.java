package postroom.labs.net.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the data of records. */
public final class RData {
    private RData() {}

    /** NS, CNAME, PTR. */
    public static byte[] name(String name) throws DnsFormatException {
        return DnsName.wire(name);
    }

    /** MX (RFC 1035 §3.3.9). */
    public static byte[] mx(int preference, String exchange) throws DnsFormatException {
        return new Bytes().u16(preference).raw(DnsName.wire(exchange)).get();
    }

    /** SRV (RFC 2782). */
    public static byte[] srv(int priority, int weight, int port, String target) throws DnsFormatException {
        return new Bytes()
                .u16(priority)
                .u16(weight)
                .u16(port)
                .raw(DnsName.wire(target))
                .get();
    }

    /** TXT: each string is cut at 255 bytes. */
    public static byte[] txt(List<String> strings) {
        Bytes out = new Bytes();
        for (String each : strings) {
            out.string(each);
        }
        return out.get();
    }

    /** SOA (RFC 1035 §3.3.13). */
    public static byte[] soa(String primary, String mailbox, long... numbers) throws DnsFormatException {
        Bytes out = new Bytes().raw(DnsName.wire(primary)).raw(DnsName.wire(mailbox));
        for (long number : numbers) {
            out.u16((int) (number >> 16)).u16((int) number);
        }
        return out.get();
    }

    /** CAA (RFC 8659). */
    public static byte[] caa(int flags, String tag, String value) {
        Bytes out = new Bytes().u8(flags).string(tag);
        return out.raw(value.getBytes(StandardCharsets.UTF_8)).get();
    }

    /** NAPTR (RFC 3403). */
    public static byte[] naptr(int order, int preference, String flags, String service, String regexp, String target)
            throws DnsFormatException {
        return new Bytes()
                .u16(order)
                .u16(preference)
                .string(flags)
                .string(service)
                .string(regexp)
                .raw(DnsName.wire(target))
                .get();
    }

    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes u8(int value) {
            out.write(value);
            return this;
        }

        Bytes u16(int value) {
            out.write(value >> 8);
            out.write(value);
            return this;
        }

        Bytes raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Bytes string(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = Math.min(255, bytes.length);
            out.write(length);
            out.write(bytes, 0, length);
            return this;
        }

        byte[] get() {
            return out.toByteArray();
        }
    }
}
