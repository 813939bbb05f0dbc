package postroom.labs.debian.dovecot.master;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import postroom.labs.debian.dovecot.auth.AuthSocket;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.config.Section;
import postroom.labs.debian.dovecot.lmtp.LmtpService;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** {@code /run/dovecot}: the sockets of the services, and the master's pid file. */
final class RunFolder {
    static final String PATH = "/run/dovecot";

    private final Host host;
    private final FileAccess root;

    /** The folder of a host. */
    RunFolder(Host host) {
        this.host = host;
        this.root = new FileAccess(host.disk(), Credentials.ROOT, "/", 0);
    }

    /** Makes the folder with all that is in it. */
    void make(DovecotConfig config, int pid) throws ErrnoException {
        folder(PATH, 0755, "root");
        folder(PATH + "/empty", 0755, "root");
        folder(PATH + "/login", 0750, config.root().get("default_login_user"));
        folder(PATH + "/token-login", 0750, config.root().get("default_login_user"));
        makeSockets(config);
        replace(PATH + "/master");
        root.mksocket(PATH + "/master", 0600);
        replace(PATH + "/dovecot.conf");
        root.symlink(config.file(), PATH + "/dovecot.conf");
        root.writeAll(PATH + "/master.pid", (pid + "\n").getBytes(US_ASCII));
        root.chmod(PATH + "/master.pid", 0600);
    }

    /** Makes the sockets of the services, wherever they are to be. */
    void makeSockets(DovecotConfig config) throws ErrnoException {
        for (Section service : config.root().sections("service")) {
            if (isServed(service, config)) {
                for (Section each : service.sections("unix_listener")) {
                    place(config, each, true);
                }
                for (Section each : service.sections("fifo_listener")) {
                    place(config, each, false);
                }
            }
        }
    }

    /** Lets {@code auth} answer on the sockets that are for clients who ask about passwords, and {@code lmtp} on its own. */
    void listen(DovecotConfig config, AuthSocket auth, LmtpService lmtp) {
        host.localSockets().close(auth);
        host.localSockets().close(lmtp);
        for (Section service : config.root().sections("service")) {
            if (service.name().equals("lmtp") && isServed(service, config)) {
                service.sections("unix_listener")
                        .forEach(it -> host.localSockets().listen(path(it), lmtp));
            }
            if (service.name().equals("auth")) {
                service.sections("unix_listener").stream()
                        .map(RunFolder::path)
                        .filter(RunFolder::isForClients)
                        .forEach(path -> host.localSockets().listen(path, auth));
            }
        }
    }

    /** The name of an auth socket says what is spoken there. */
    private static boolean isForClients(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return !name.endsWith("-master") && !name.endsWith("-userdb") && !name.endsWith("login");
    }

    private static String path(Section listener) {
        String path = listener.get("path").isEmpty() ? listener.name() : listener.get("path");
        return path.startsWith("/") ? path.replaceFirst("^/var/run/", "/run/") : PATH + "/" + path;
    }

    private static boolean isServed(Section service, DovecotConfig config) {
        String protocol = service.get("protocol");
        return protocol.isEmpty() || config.protocols().contains(protocol);
    }

    private void place(DovecotConfig config, Section listener, boolean socket) throws ErrnoException {
        int mode = Integer.parseInt(listener.get("mode"), 8);
        String path = path(listener);
        if (mode == 0 || !root.exists(path.substring(0, path.lastIndexOf('/')))) {
            return;
        }
        replace(path);
        if (socket) {
            root.mksocket(path, mode);
        } else {
            root.mkfifo(path, mode);
        }
        int uid = account(config, listener.get("user")).map(Accounts.User::uid).orElse(0);
        int gid = group(config, listener.get("group"));
        root.chown(path, uid, gid, true);
    }

    private Optional<Accounts.User> account(DovecotConfig config, String name) {
        return host.accounts().user(name.startsWith("$") ? config.root().get(name.substring(1)) : name);
    }

    private int group(DovecotConfig config, String name) {
        String plain = name.startsWith("$") ? config.root().get(name.substring(1)) : name;
        return host.accounts().group(plain).map(Accounts.Group::gid).orElse(0);
    }

    private void folder(String path, int mode, String group) throws ErrnoException {
        if (!root.exists(path)) {
            root.mkdir(path, mode);
        }
        root.chmod(path, mode);
        int gid = host.accounts().group(group).map(Accounts.Group::gid).orElse(0);
        root.chown(path, 0, gid, true);
    }

    private void replace(String path) throws ErrnoException {
        try {
            root.lstat(path);
        } catch (ErrnoException missing) {
            return;
        }
        root.unlink(path);
    }

    /** Takes away what the end of Dovecot takes away: its pid file. The sockets stay, and nobody answers. */
    void clear() throws ErrnoException {
        if (root.exists(PATH + "/master.pid")) {
            root.unlink(PATH + "/master.pid");
        }
    }
}
