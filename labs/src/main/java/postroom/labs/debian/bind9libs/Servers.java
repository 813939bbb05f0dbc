package postroom.labs.debian.bind9libs;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.NameService;
import postroom.labs.host.Numeric;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.net.Network;
import postroom.labs.net.dns.RecordText;

/** Whom BIND's tools ask. */
public final class Servers {
    private Servers() {}

    /** A server's name that has no address; the message is a whole one, without the program's name. */
    public static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Those of {@code /etc/resolv.conf}; of one family, the host itself if none of that family stands there.
     *
     * @param length of addresses in bytes, 0 for any
     */
    public static List<Transport.Server> usual(Process process, int port, int length) {
        List<Transport.Server> all = new ArrayList<>();
        for (InetAddress each : NameService.of(process.host()).servers()) {
            if (length == 0 || each.getAddress().length == length) {
                all.add(new Transport.Server(each, port, RecordText.address(each)));
            }
        }
        if (all.isEmpty()) {
            String loopback = length == 4 ? "127.0.0.1" : "::1";
            all.add(new Transport.Server(Network.address(loopback), port, loopback));
        }
        return all;
    }

    /**
     * The one of a name, with all its addresses.
     *
     * @param length of addresses in bytes, 0 for any; with 4, a loopback address of the other family becomes this one's
     */
    public static List<Transport.Server> named(Process process, String name, int port, int length) throws Unknown {
        List<InetAddress> addresses;
        try {
            addresses = Numeric.strict(name).isPresent()
                    ? List.of(Numeric.strict(name).get())
                    : new Resolver(process).addresses(name);
        } catch (Resolver.Unresolved unknown) {
            boolean failure = unknown.getMessage().startsWith("Temporary");
            throw new Unknown("couldn't get address for '" + name + "': "
                    + (failure && !name.isEmpty() ? "failure" : "not found"));
        }
        List<Transport.Server> all = new ArrayList<>();
        for (InetAddress each : addresses) {
            if (length == 0 || each.getAddress().length == length) {
                all.add(new Transport.Server(each, port, name));
            }
        }
        if (all.isEmpty()) {
            throw new Unknown("couldn't get address for '" + name + "': not found");
        }
        return all;
    }
}
