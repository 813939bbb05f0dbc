package postroom.labs.debian.sudo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * Remembers for 15 minutes on which terminal somebody has given the password ({@code sudoers_timestamp(5)}): a file a
 * user in {@code /run/sudo/ts}, a line a terminal and session.
 */
final class SudoTickets {
    private static final String FOLDER = "/run/sudo/ts";
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int MAX_TICKETS = 64;

    private final Process process;
    private final FileAccess root;
    private final Accounts.User user;

    SudoTickets(Process process, Accounts.User user) {
        this.process = process;
        this.root = FileAccess.root(process.host().disk());
        this.user = user;
    }

    private String file() {
        return FOLDER + "/" + user.name();
    }

    private String key() {
        String tty = process.terminal().map(it -> it.device()).orElse("ppid:" + process.parent());
        return tty + " " + process.session() + " ";
    }

    private long now() {
        return process.host().clock().instant().getEpochSecond();
    }

    /** Whether the password was given here not long ago. */
    boolean valid() {
        for (String line : lines()) {
            if (line.startsWith(key())) {
                long age = now() - Long.parseLong(line.substring(key().length()));
                return age >= 0 && age < LIFETIME.toSeconds();
            }
        }
        return false;
    }

    /** The password was given just now. */
    void renew() throws ErrnoException {
        StringBuilder text = new StringBuilder(key() + now() + "\n");
        lines().stream()
                .filter(it -> !it.startsWith(key()))
                .limit(MAX_TICKETS)
                .forEach(it -> text.append(it).append('\n'));
        write(text.toString());
    }

    /** Forgets this terminal. */
    void reset() throws ErrnoException {
        StringBuilder text = new StringBuilder();
        lines().stream()
                .filter(it -> !it.startsWith(key()))
                .forEach(it -> text.append(it).append('\n'));
        if (root.exists(file())) {
            write(text.toString());
        }
    }

    /** Forgets all terminals. */
    void remove() throws ErrnoException {
        if (root.exists(file())) {
            root.unlink(file());
        }
    }

    private List<String> lines() {
        return TextFile.lines(root, file()).stream()
                .filter(it -> it.matches(".* [0-9]{1,15}"))
                .toList();
    }

    private void write(String text) throws ErrnoException {
        if (!root.exists("/run/sudo")) {
            root.mkdir("/run/sudo", 0711);
            root.chmod("/run/sudo", 0711);
        }
        if (!root.exists(FOLDER)) {
            root.mkdir(FOLDER, 0700);
        }
        root.writeAll(file(), text.getBytes(UTF_8));
        root.chmod(file(), 0600);
        root.chown(file(), 0, user.gid(), true);
    }
}
