package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.service.Service;
import postroom.server.Peer;

/**
 * Who connects.
 *
 * @param name the host name that its address has, and that has its address; {@code unknown} without one
 * @param address in numbers
 */
record Client(String name, String address, int port) {
    static Client of(Peer peer, Service service) {
        String name = service.parameters().bool("smtpd_peername_lookup") ? nameOf(peer.address(), service) : "unknown";
        return new Client(name, IpText.of(peer.address()), peer.port());
    }

    private static String nameOf(InetAddress address, Service service) {
        return service.parameters().host().nameOf(address).orElse("unknown");
    }

    /** {@code localhost[127.0.0.1]}. */
    @Override
    public String toString() {
        return name + "[" + address + "]";
    }
}
