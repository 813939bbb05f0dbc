package postroom.labs.host;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * {@code systemd-journald(8)}: keeps what goes to the system log, with more of where it came from. Its file below
 * {@code /run/log/journal} is text, a line an entry; entries get there within a second, or when somebody is about to read it.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_PENDING = 10_000;
    private static final long FLUSH_SECONDS = 1;

    private final Host host;
    private final FileAccess files;
    private final String folder;
    private final List<JournalEntry> pending = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Journal(Host host) {
        this.host = host;
        this.files = new FileAccess(host.disk(), Credentials.ROOT, "/", 022);
        this.folder = "/run/log/journal/" + machineId();
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** The host's {@code machine-id(5)}. */
    public String machineId() {
        return id("machine " + host.name());
    }

    /** The id of the only boot there is. */
    public String bootId() {
        return id("boot of " + host.name());
    }

    /** The file. */
    public String path() {
        return folder + "/system.journal";
    }

    /** Adds an entry. */
    public void add(JournalEntry entry) {
        synchronized (pending) {
            if (pending.size() < MAX_PENDING) {
                pending.add(entry);
            }
        }
        if (scheduled.compareAndSet(false, true)) {
            host.workers().timer().schedule(() -> host.serial().execute(this::flush), FLUSH_SECONDS, TimeUnit.SECONDS);
        }
        listeners.forEach(Runnable::run);
    }

    /** What a service manager says of a unit: only here, not in the other logs. */
    public void manager(String unit, String text) {
        Instant now = host.clock().instant();
        add(new JournalEntry(now, Syslog.Priority.INFO.ordinal(), 3, "systemd", 1, 0, unit, text));
    }

    /** Tells {@code listener} of every entry from now on; it must only hand on. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends {@link #listen}. */
    public void ignore(Runnable listener) {
        listeners.remove(listener);
    }

    /** Writes what has come to the file. */
    public void flush() {
        scheduled.set(false);
        StringBuilder lines = new StringBuilder();
        synchronized (pending) {
            pending.forEach(it -> lines.append(it.line()).append('\n'));
            pending.clear();
        }
        if (lines.length() == 0) {
            return;
        }
        try {
            if (!files.exists(path())) {
                create();
            }
            files.append(path(), lines.toString().getBytes(StandardCharsets.UTF_8));
            if (files.stat(path()).size() > MAX_BYTES) {
                forgetHalf();
            }
        } catch (ErrnoException full) {
            LOG.debug("cannot write the journal: {}", full.getMessage());
        }
    }

    private void forgetHalf() throws ErrnoException {
        String all = new String(files.readAll(path()), StandardCharsets.UTF_8);
        int middle = all.indexOf('\n', all.length() / 2) + 1;
        files.writeAll(path(), all.substring(middle).getBytes(StandardCharsets.UTF_8));
    }

    private void create() throws ErrnoException {
        String name = host.accounts().group("systemd-journal").isPresent() ? "systemd-journal" : "adm";
        int group = host.accounts().group(name).map(Accounts.Group::gid).orElse(0);
        for (String each : List.of("/run/log", "/run/log/journal", folder)) {
            if (!files.exists(each)) {
                files.mkdir(each, 0755);
            }
        }
        files.writeAll(path(), new byte[0]);
        files.chown(path(), 0, group, true);
        files.chmod(path(), 0640);
    }
}
