package postroom.labs.debian.postfix.service;

import java.util.Optional;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** Tables as a Postfix daemon opens them: before it gives up the superuser's rights. */
public final class HostTableFiles implements TableFiles {
    private final Host host;
    private final FileAccess root;

    /** The tables of a host. */
    public HostTableFiles(Host host) {
        this.host = host;
        this.root = FileAccess.root(host.disk());
    }

    @Override
    public byte[] read(String path) throws ErrnoException {
        return root.readAll(path);
    }

    @Override
    public Object version(String path) {
        try {
            var stat = root.stat(path);
            return stat.ino() + ":" + stat.mtime();
        } catch (ErrnoException missing) {
            return "missing";
        }
    }

    @Override
    public Optional<Accounts.User> user(String name) {
        return host.accounts().user(name);
    }

    @Override
    public Optional<Accounts.Group> group(String name) {
        return host.accounts().group(name);
    }
}
