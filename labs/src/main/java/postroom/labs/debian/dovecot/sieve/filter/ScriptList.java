package postroom.labs.debian.dovecot.sieve.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.dovecot.delivery.MailDelivery;
import postroom.labs.debian.dovecot.storage.Quota;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.FileType;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/** The scripts of a delivery, in order: {@code sieve_before}, the user's or {@code sieve_default}, {@code sieve_after}. */
final class ScriptList {
    private static final int MOST = 100;

    private final MailDelivery delivery;
    private final FileAccess files;
    private final Map<String, String> settings;
    private final Location location;

    /** There is a script, but it cannot be reached for now. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable() {
            super(null, null, false, false);
        }
    }

    ScriptList(MailDelivery delivery, FileAccess files) {
        this.delivery = delivery;
        this.files = files;
        this.settings = Quota.settings(delivery.config());
        this.settings.putAll(delivery.user().fields());
        this.location = Location.of(delivery.config(), delivery.user());
    }

    String userLog() {
        String set = settings.getOrDefault("sieve_user_log", "");
        return set.isEmpty() ? location.active() + ".log" : Location.path(set, delivery.user());
    }

    List<ScriptFile> all() throws ErrnoException, Unreachable {
        List<ScriptFile> out = new ArrayList<>();
        global("sieve_before", out);
        if (hasPersonal()) {
            out.add(new ScriptFile(location.active(), true));
        } else {
            String fallback = settings.getOrDefault("sieve_default", "");
            add(fallback.isEmpty() ? "" : Location.path(fallback, delivery.user()), out);
        }
        global("sieve_after", out);
        return out;
    }

    private boolean hasPersonal() throws ErrnoException, Unreachable {
        String active = location.active();
        boolean link;
        try {
            link = files.lstat(active).type() == FileType.SYMLINK;
        } catch (ErrnoException none) {
            return false;
        }
        if (!files.exists(active)) {
            if (link && settings.getOrDefault("sieve_default", "").isEmpty()) {
                delivery.log(
                        Priority.WARNING,
                        "Warning: sieve: file storage: Active sieve script symlink " + active
                                + " points to non-existent script (points to " + files.readlink(active) + ").");
            }
            return false;
        }
        if (files.stat(active).isDirectory()) {
            delivery.log(
                    Priority.ERR,
                    "Error: sieve: file storage: script: Sieve script file path '" + active + "' is a directory.");
            delivery.log(
                    Priority.ERR,
                    "Error: sieve: Failed to access active Sieve script in user storage `" + location.storage()
                            + "' (temporary failure)");
            throw new Unreachable();
        }
        return true;
    }

    /** {@code sieve_before}, {@code sieve_before2} and so on, until one is missing. */
    private void global(String name, List<ScriptFile> out) throws ErrnoException {
        for (int i = 1; i <= MOST; i++) {
            String setting = settings.getOrDefault(i == 1 ? name : name + i, "");
            if (setting.isEmpty()) {
                return;
            }
            add(Location.path(setting, delivery.user()), out);
        }
    }

    private void add(String path, List<ScriptFile> out) throws ErrnoException {
        if (path.isEmpty() || !files.exists(path)) {
            return;
        }
        if (!files.stat(path).isDirectory()) {
            out.add(new ScriptFile(path, false));
            return;
        }
        files.list(path).stream()
                .map(DirectoryEntry::name)
                .filter(it -> it.endsWith(".sieve") && !it.startsWith("."))
                .sorted()
                .limit(MOST)
                .forEach(it -> out.add(new ScriptFile(path + "/" + it, false)));
    }
}
