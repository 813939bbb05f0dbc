package postroom.labs.debian.postfix.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Accounts;
import postroom.labs.host.Dns;
import postroom.labs.io.ErrnoException;

/** What Postfix's configuration asks of the host that it is on. */
public interface Surroundings {
    /** {@code gethostname(2)}. */
    String hostname();

    /** The addresses of the host's interfaces, loopback included. */
    List<InetAddress> addresses();

    /** The addresses of a host name, by the files and name servers of the host; empty if it has none. */
    List<InetAddress> resolve(String name);

    /** Asks the name servers, and them alone, for one type of record ({@code DnsType}). */
    Dns.Answer query(String name, int type);

    /** The host name of an address, if it has one. */
    Optional<String> nameOf(InetAddress address);

    /** A file's bytes, in the program's name. */
    byte[] read(String path) throws ErrnoException;

    /** The user of a name. */
    Optional<Accounts.User> user(String name);

    /** The group of a name. */
    Optional<Accounts.Group> group(String name);
}
