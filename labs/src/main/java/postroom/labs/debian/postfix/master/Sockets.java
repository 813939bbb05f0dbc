package postroom.labs.debian.postfix.master;

import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** The sockets of Postfix' services in {@code public/} and {@code private/}, and the master's pid file. */
final class Sockets {
    private final Host host;
    private final FileAccess root;
    private final Parameters parameters;

    Sockets(Host host, Parameters parameters) {
        this.host = host;
        this.root = new FileAccess(host.disk(), postroom.labs.fs.Credentials.ROOT, "/", 0);
        this.parameters = parameters;
    }

    /** Makes those that are missing. */
    void make(MasterCf entries) throws ErrnoException {
        Accounts.User owner = host.accounts().user(parameters.get("mail_owner")).orElseThrow();
        int postdrop = host.accounts()
                .group(parameters.get("setgid_group"))
                .map(Accounts.Group::gid)
                .orElse(owner.gid());
        for (MasterCf.Entry entry : entries.entries()) {
            if (entry.type().startsWith("unix")) {
                String folder = parameters.get("queue_directory") + (entry.isPrivate() ? "/private" : "/public");
                String path = folder + "/" + entry.name();
                if (root.exists(folder) && !root.exists(path)) {
                    root.mksocket(path, 0666);
                    root.chown(path, owner.uid(), entry.isPrivate() ? owner.gid() : postdrop, true);
                }
            }
        }
    }

    /** Writes {@code pid/master.pid} and {@code master.lock}: the number, right-aligned. */
    void pid(int pid) throws ErrnoException {
        byte[] text = String.format("%32d\n", pid).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String queue = parameters.get("queue_directory");
        if (!root.exists(queue + "/pid")) {
            root.mkdir(queue + "/pid", 0755);
        }
        write(queue + "/pid/master.pid", text, 0, 0);
        Accounts.User owner = host.accounts().user(parameters.get("mail_owner")).orElseThrow();
        String data = parameters.get("data_directory");
        if (root.exists(data)) {
            write(data + "/master.lock", text, owner.uid(), owner.gid());
        }
    }

    private void write(String path, byte[] text, int uid, int gid) throws ErrnoException {
        root.writeAll(path, text);
        root.chmod(path, 0600);
        root.chown(path, uid, gid, true);
    }
}
