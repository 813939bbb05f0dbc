package postroom.labs.net.dns;

/** Reads numbers and names out of a message; every step is checked against its end, pointers against loops. */
final class DnsReader {
    private static final int MAX_POINTERS = 64;

    private final byte[] bytes;
    private int at;

    DnsReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    int left() {
        return bytes.length - at;
    }

    int u8() throws DnsFormatException {
        if (at >= bytes.length) {
            throw new DnsFormatException("unexpected end of input");
        }
        return bytes[at++] & 0xFF;
    }

    int u16() throws DnsFormatException {
        return u8() << 8 | u8();
    }

    long u32() throws DnsFormatException {
        return (long) u16() << 16 | u16();
    }

    byte[] bytes(int length) throws DnsFormatException {
        if (length < 0 || length > left()) {
            throw new DnsFormatException("unexpected end of input");
        }
        byte[] part = new byte[length];
        System.arraycopy(bytes, at, part, 0, length);
        at += length;
        return part;
    }

    String name() throws DnsFormatException {
        StringBuilder out = new StringBuilder();
        int jumps = 0;
        int length = 0;
        int back = -1;
        while (true) {
            int n = u8();
            if (n == 0) {
                break;
            }
            if ((n & 0xC0) == 0xC0) {
                int target = (n & 0x3F) << 8 | u8();
                back = back < 0 ? at : back;
                if (++jumps > MAX_POINTERS || target >= bytes.length) {
                    throw new DnsFormatException("bad compression pointer");
                }
                at = target;
            } else if (n > 63) {
                throw new DnsFormatException("bad label type");
            } else {
                length += n + 1;
                if (n > left() || length > 255) {
                    throw new DnsFormatException("unexpected end of input");
                }
                DnsName.append(out, bytes, at, n);
                at += n;
            }
        }
        if (back >= 0) {
            at = back;
        }
        return out.length() == 0 ? "." : out.toString();
    }
}
