package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;

/** Addresses that are nobody's on the Internet: of these {@code --bogus-priv} asks nobody. */
final class Private {
    private static final int[][] NETS = {
        {127, -1, -1},
        {10, -1, -1},
        {0, -1, -1},
        {192, 168, -1},
        {169, 254, -1},
        {192, 0, 2},
        {198, 51, 100},
        {203, 0, 113}
    };

    private Private() {}

    static boolean covers(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            boolean site = (bytes[0] & 0xFF) == 0xFD;
            boolean documents = bytes[0] == 0x20 && bytes[1] == 1 && bytes[2] == 0x0D && (bytes[3] & 0xFF) == 0xB8;
            return site
                    || documents
                    || address.isLinkLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isAnyLocalAddress();
        }
        if ((bytes[0] & 0xFF) == 172 && (bytes[1] & 0xF0) == 16) {
            return true;
        }
        for (int[] net : NETS) {
            boolean inside = true;
            for (int i = 0; i < 3; i++) {
                inside &= net[i] < 0 || net[i] == (bytes[i] & 0xFF);
            }
            if (inside) {
                return true;
            }
        }
        return false;
    }
}
