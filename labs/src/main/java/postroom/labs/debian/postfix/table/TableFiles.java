package postroom.labs.debian.postfix.table;

import java.util.Map;
import java.util.Optional;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** What tables ask of the host. */
public interface TableFiles {
    /** A file's bytes. */
    byte[] read(String path) throws ErrnoException;

    /** Changes whenever the file is written or replaced. */
    Object version(String path);

    /** The user of a name, for {@code unix:passwd.byname}. */
    Optional<Accounts.User> user(String name);

    /** The group of a name, for {@code unix:group.byname}. */
    Optional<Accounts.Group> group(String name);

    /** The environment of the program, for {@code environ:}. */
    default Map<String, String> environment() {
        return Map.of();
    }
}
