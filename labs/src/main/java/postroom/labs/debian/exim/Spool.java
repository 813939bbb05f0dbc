package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;

/** The spool below {@code /var/spool/exim4/input}, written in the name of its user. */
record Spool(Host host) {
    static final String USER = "Debian-exim";
    static final String DIRECTORY = "/var/spool/exim4";
    private static final String INPUT = DIRECTORY + "/input/";

    private FileAccess files() {
        return new FileAccess(host.disk(), Credentials.ROOT, "/", 0027);
    }

    /** The messages, oldest first: their names begin with the time. */
    List<String> ids() throws ErrnoException {
        List<String> ids = new ArrayList<>();
        for (DirectoryEntry each : files().list(INPUT)) {
            if (each.name().endsWith("-H")) {
                ids.add(each.name().substring(0, each.name().length() - 2));
            }
        }
        ids.sort(null);
        return ids;
    }

    boolean has(String id) {
        return files().exists(INPUT + id + "-H");
    }

    Optional<SpoolMessage> find(String id) throws IOException {
        return has(id)
                ? Optional.of(
                        SpoolMessage.parse(id, files().readAll(INPUT + id + "-H"), files().readAll(INPUT + id + "-D")))
                : Optional.empty();
    }

    String text(String id, String kind) throws ErrnoException {
        String path = kind.isEmpty() ? DIRECTORY + "/msglog/" + id : INPUT + id + kind;
        return new String(files().readAll(path), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    void store(SpoolMessage message) throws ErrnoException {
        if (!files().exists(INPUT + message.id() + "-D")) {
            write(INPUT + message.id() + "-D", message.dataFile());
        }
        write(INPUT + message.id() + "-H", message.headerFile());
    }

    /** A line in the message's own log. */
    void note(String id, String line) throws ErrnoException {
        String path = DIRECTORY + "/msglog/" + id;
        if (!files().exists(path)) {
            write(path, new byte[0]);
        }
        files().append(
                        path,
                        (new Log(host).now() + " " + line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) throws ErrnoException {
        boolean fresh = !files().exists(path);
        files().writeAll(path, bytes);
        Optional<Accounts.User> owner = host.accounts().user(USER);
        if (fresh && owner.isPresent()) {
            files().chown(path, owner.get().uid(), owner.get().gid(), true);
        }
    }

    void remove(String id) throws ErrnoException {
        for (String path : Stream.of(INPUT + id + "-H", INPUT + id + "-D", DIRECTORY + "/msglog/" + id)
                .filter(files()::exists)
                .toList()) {
            files().unlink(path);
        }
    }
}
