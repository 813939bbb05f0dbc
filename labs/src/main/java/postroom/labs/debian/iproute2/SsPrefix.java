package postroom.labs.debian.iproute2;

import java.net.InetAddress;
import java.util.Optional;
import postroom.labs.host.Numeric;
import postroom.labs.host.Resolver;

/**
 * An address of a filter with the number of bits that count.
 *
 * @param bits 0 to 32 or 128
 */
record SsPrefix(InetAddress address, int bits) {
    /** An address, an address and the length of its prefix, or the name of a host. */
    static Optional<SsPrefix> parse(String text, Resolver resolver) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> address = Numeric.strict(host.replaceFirst("^\\[(.*)]$", "$1"));
        if (address.isEmpty()) {
            return slash < 0 && !host.matches("[0-9.:]*") ? named(host, resolver) : Optional.empty();
        }
        int most = 8 * address.get().getAddress().length;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= most
                ? Optional.of(new SsPrefix(address.get(), Integer.parseInt(length)))
                : Optional.empty();
    }

    private static Optional<SsPrefix> named(String host, Resolver resolver) {
        try {
            InetAddress first = resolver.addresses(host).get(0);
            return Optional.of(new SsPrefix(first, 8 * first.getAddress().length));
        } catch (Resolver.Unresolved unknown) {
            return Optional.empty();
        }
    }

    /** Whether another address begins with the same bits. */
    boolean holds(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] its = other.getAddress();
        if (own.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((own[bit / 8] & mask) != (its[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
