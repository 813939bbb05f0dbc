package postroom.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One end of a connection, as the lab knows it: a virtual address and port, never those of the real socket.
 *
 * @param address the virtual IP address
 * @param port the virtual TCP port, 0 to 65535
 */
public record Peer(InetAddress address, int port) {

    /** The same pair as a socket address; it is only data and must not be connected to. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** The address in numbers, as it stands in logs and headers: {@code 192.0.2.10}. */
    public String host() {
        return address.getHostAddress();
    }

    @Override
    public String toString() {
        return host() + ":" + port;
    }
}
