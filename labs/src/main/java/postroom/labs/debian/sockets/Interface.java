package postroom.labs.debian.sockets;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;

/**
 * A network interface of the host as {@code ip} and {@code ifconfig} show it: the loopback, and eth0 in a lab with a LAN.
 *
 * @param index the kernel's number
 * @param mac the hardware address
 * @param addresses the IPv4 address, then the IPv6 one if there is one
 */
public record Interface(int index, String name, String mac, List<InetAddress> addresses) {
    private static final InetAddress LOOPBACK = postroom.labs.net.Network.address("127.0.0.1");
    private static final InetAddress LOOPBACK_SIX = postroom.labs.net.Network.address("::1");

    /** Keeps a copy. */
    public Interface {
        addresses = List.copyOf(addresses);
    }

    /** The interfaces of the host. */
    public static List<Interface> of(Process process) {
        List<Interface> all = new ArrayList<>();
        all.add(new Interface(1, "lo", "00:00:00:00:00:00", List.of(LOOPBACK, LOOPBACK_SIX)));
        List<InetAddress> own = process.host().node().addresses();
        if (!own.isEmpty()) {
            byte[] first = own.get(0).getAddress();
            String mac = String.format("52:54:00:%02x:%02x:%02x", first[1], first[2], first[3]);
            all.add(new Interface(2, "eth0", mac, own));
        }
        return all;
    }

    /** Whether it is the loopback. */
    public boolean loopback() {
        return index == 1;
    }

    /** The length of the network's prefix. */
    public int prefix(InetAddress address) {
        return loopback() ? address.getAddress().length == 4 ? 8 : 128 : 24;
    }

    /** The router of the LAN that an own address is in: the way to everything else. */
    public static String gateway(InetAddress own) {
        return lan(own, 1);
    }

    /** Whether an address is on the LAN that an own address is in. */
    public static boolean onLan(InetAddress own, InetAddress address) {
        return own.getAddress().length == 4
                && address.getAddress().length == 4
                && lan(own, 0).equals(lan(address, 0));
    }

    /** The LAN's address, {@code 192.0.2.0}, or another one with this last number. */
    public static String lan(InetAddress address, int last) {
        byte[] b = address.getAddress();
        return (b[0] & 0xFF) + "." + (b[1] & 0xFF) + "." + (b[2] & 0xFF) + "." + last;
    }
}
