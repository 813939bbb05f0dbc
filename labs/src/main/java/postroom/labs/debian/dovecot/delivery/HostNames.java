package postroom.labs.debian.dovecot.delivery;

import postroom.labs.host.Host;
import postroom.labs.host.Resolver;

/** The name by which Dovecot knows its host ({@code my_hostdomain()}). */
public final class HostNames {
    private HostNames() {}

    /** The host's full name, if /etc/hosts knows it. */
    public static String full(Host host) {
        return new Resolver(host).aliases(host.name()).stream().findFirst().orElse(host.name());
    }
}
