package postroom.labs.net.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A resource record.
 *
 * @param name its owner, absolute
 * @param type a number of {@link DnsType}
 * @param dnsClass mostly {@link DnsType#IN}
 * @param ttl seconds
 * @param data RDATA, names in it not compressed
 */
public record DnsRecord(String name, int type, int dnsClass, long ttl, byte[] data) {
    /** A record of the Internet. */
    public static DnsRecord of(String name, int type, long ttl, byte[] data) {
        return new DnsRecord(DnsName.absolute(name), type, DnsType.IN, ttl, data);
    }

    /** An A or AAAA record. */
    public static DnsRecord address(String name, InetAddress address, long ttl) {
        int type = address.getAddress().length == 4 ? DnsType.A : DnsType.AAAA;
        return of(name, type, ttl, address.getAddress());
    }

    /** The same under another name. */
    public DnsRecord named(String other) {
        return new DnsRecord(DnsName.absolute(other), type, dnsClass, ttl, data);
    }

    /** The address of an A or AAAA record. */
    public Optional<InetAddress> address() {
        boolean fits = type == DnsType.A && data.length == 4 || type == DnsType.AAAA && data.length == 16;
        try {
            return fits ? Optional.of(InetAddress.getByAddress(data)) : Optional.empty();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The number in front of a MX or SRV record's data; 0 for others. */
    public int preference() {
        return (type == DnsType.MX || type == DnsType.SRV) && data.length > 1
                ? (data[0] & 0xFF) << 8 | data[1] & 0xFF
                : 0;
    }

    /** The name that the data is or ends in (NS, CNAME, PTR, MX, SRV). */
    public Optional<String> target() {
        int at = switch (type) {
            case DnsType.NS, DnsType.CNAME, DnsType.PTR -> 0;
            case DnsType.MX -> 2;
            case DnsType.SRV -> 6;
            default -> -1;
        };
        try {
            return at < 0 ? Optional.empty() : Optional.of(new DnsReader(data, at).name());
        } catch (DnsFormatException malformed) {
            return Optional.empty();
        }
    }

    /** The data as a master file has it. */
    public String text() {
        return RecordText.of(type, data);
    }
}
