package postroom.labs.net;

import java.net.InetAddress;

/** One end of a connection: a virtual address and a port. */
public record Endpoint(InetAddress address, int port) {
    @Override
    public String toString() {
        return address.getHostAddress() + ":" + port;
    }
}
