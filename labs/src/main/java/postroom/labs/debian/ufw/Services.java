package postroom.labs.debian.ufw;

import java.util.Optional;
import postroom.labs.host.Resolver;

/** Ports by their names in {@code /etc/services}. */
record Services(Resolver resolver) {

    /** The port of a name, for a protocol or, if that is empty, any. */
    Optional<Integer> port(String name, String protocol) {
        return name.matches("[0-9]*")
                ? Optional.empty()
                : protocol.isEmpty()
                        ? resolver.port(name, "tcp").or(() -> resolver.port(name, "udp"))
                        : resolver.port(name, protocol);
    }

    /** {@code tcp}, {@code udp} or {@code any}; empty for a name that is not there. */
    Optional<String> protocol(String name) {
        boolean tcp = port(name, "tcp").isPresent();
        boolean udp = port(name, "udp").isPresent();
        return tcp || udp ? Optional.of(tcp && udp ? "any" : tcp ? "tcp" : "udp") : Optional.empty();
    }
}
