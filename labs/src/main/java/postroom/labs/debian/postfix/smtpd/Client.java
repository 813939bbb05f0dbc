package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Dns;
import postroom.labs.host.Resolver;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;
import postroom.server.Peer;

/**
 * Who connects.
 *
 * @param name the host name that its address has, and that has its address; {@code unknown} without one
 * @param reverseName the host name that its address has, whatever addresses that has; {@code unknown} without one
 * @param address in numbers
 * @param nameStatus why there is no name
 */
record Client(String name, String reverseName, String address, int port, Lookup nameStatus) {
    private static final String UNKNOWN = "unknown";

    /** What came of asking for the client's name. */
    enum Lookup {
        FOUND,
        TRY_AGAIN,
        NONE,
        /** The name has another address. */
        FORGED
    }

    /** What came of asking for a name, whatever addresses it has. */
    Lookup reverseStatus() {
        return reverseName.equals(UNKNOWN) ? nameStatus : Lookup.FOUND;
    }

    static Client of(Peer peer, Service service) {
        Optional<String> name = service.parameters().bool("smtpd_peername_lookup")
                ? service.parameters().host().nameOf(peer.address())
                : Optional.empty();
        boolean verified = name.isPresent() && has(name.get(), peer.address(), service);
        String reverse = name.orElse(UNKNOWN);
        Lookup status = verified ? Lookup.FOUND : name.isPresent() ? Lookup.FORGED : absent(peer.address(), service);
        return new Client(verified ? reverse : UNKNOWN, reverse, IpText.of(peer.address()), peer.port(), status);
    }

    private static Lookup absent(InetAddress address, Service service) {
        if (!service.parameters().bool("smtpd_peername_lookup")) {
            return Lookup.NONE;
        }
        Dns.Answer answer = service.parameters().host().query(DnsName.reverse(address), DnsType.PTR);
        return answer.outcome() == Dns.Outcome.TRY_AGAIN ? Lookup.TRY_AGAIN : Lookup.NONE;
    }

    /** True if the name has the address; otherwise it is nobody's, and the log says so. */
    private static boolean has(String name, InetAddress address, Service service) {
        String doubt =
                "hostname " + name.toLowerCase(Locale.ROOT) + " does not resolve to address " + IpText.of(address);
        try {
            if (new Resolver(service.host()).addresses(name).contains(address)) {
                return true;
            }
            service.msg().warning(doubt);
        } catch (Resolver.Unresolved e) {
            service.msg().warning(doubt + ": " + e.getMessage());
        }
        return false;
    }

    /** {@code localhost[127.0.0.1]}. */
    @Override
    public String toString() {
        return name + "[" + address + "]";
    }
}
