package postroom.labs.lab.view;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.host.Host;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * Files and folders of a host as a user of it may see and change them: what the permissions forbid fails as it does in the
 * shell. Of a folder the first {@link #MOST_ENTRIES} names are told, of a file {@link #MOST_BYTES} bytes.
 */
public final class HostFiles {
    /** Names of a folder that are told. */
    public static final int MOST_ENTRIES = 2_000;

    /** Bytes of a file that are read. */
    public static final int MOST_BYTES = 128 << 10;

    private final Host host;
    private final FileAccess files;

    private HostFiles(Host host, Credentials who) {
        this.host = host;
        this.files = new FileAccess(host.disk(), who, "/", 022);
    }

    /** In a user's name; one that the host does not know may do what everybody may. */
    public static HostFiles as(Host host, String user) {
        Optional<Accounts.User> account = host.accounts().user(user);
        return new HostFiles(
                host,
                account.map(host.accounts()::credentials)
                        .orElseGet(() -> host.accounts()
                                .user("nobody")
                                .map(host.accounts()::credentials)
                                .orElseThrow(() -> new IllegalArgumentException(user))));
    }

    /**
     * A name in a folder.
     *
     * @param type {@code d, -, l, p, s, c, b} as ls(1) has it
     * @param target of a symbolic link; else empty
     */
    public record Entry(
            String name,
            String type,
            String mode,
            String owner,
            String group,
            long size,
            Instant changed,
            String target) {}

    /**
     * A file.
     *
     * @param text its text; empty if it is no text
     * @param whole whether all of it was read
     * @param binary whether it is no text
     * @param writable whether the user may change it
     */
    public record File(Entry about, String text, boolean whole, boolean binary, boolean writable) {}

    /** What a path leads to: a folder's entries, or a file; the other is null. */
    public record Found(String path, List<Entry> entries, File file) {}

    /** Looks at a path. */
    public Found look(String path) throws ErrnoException {
        String real = files.canonical(path);
        Stat stat = files.stat(real);
        if (stat.isDirectory()) {
            return new Found(real, entries(real), null);
        }
        if (!stat.isFile()) {
            throw new ErrnoException(Errno.ENXIO);
        }
        byte[] bytes = files.readAll(real);
        boolean whole = bytes.length <= MOST_BYTES;
        Optional<String> text = text(whole ? bytes : java.util.Arrays.copyOf(bytes, MOST_BYTES), whole);
        boolean writable = whole && text.isPresent() && !stat.computed() && files.allows(real, 2);
        Entry about = entry(real.substring(real.lastIndexOf('/') + 1), real, stat);
        return new Found(real, null, new File(about, text.orElse(""), whole, text.isEmpty(), writable));
    }

    private List<Entry> entries(String folder) throws ErrnoException {
        return files.list(folder).stream()
                .limit(MOST_ENTRIES)
                .map(each -> about(each.name(), folder.equals("/") ? "/" + each.name() : folder + "/" + each.name()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((Entry each) -> !each.type().equals("d"))
                        .thenComparing(Entry::name))
                .toList();
    }

    private Optional<Entry> about(String name, String path) {
        try {
            return Optional.of(entry(name, path, files.lstat(path)));
        } catch (ErrnoException hidden) {
            return Optional.empty(); // a folder that may be read but not entered
        }
    }

    private Entry entry(String name, String path, Stat stat) {
        String mode = stat.modeString();
        String target = "";
        if (mode.charAt(0) == 'l') {
            try {
                target = files.readlink(path);
            } catch (ErrnoException gone) {
                target = "?";
            }
        }
        return new Entry(
                name,
                mode.substring(0, 1),
                mode,
                host.accounts().userName(stat.uid()),
                host.accounts().groupName(stat.gid()),
                stat.size(),
                stat.mtime(),
                target);
    }

    private static Optional<String> text(byte[] bytes, boolean whole) {
        for (byte b : bytes) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // A text that was cut may end within a character
            return whole ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Replaces what a file has in it; one that is not there is made. Its owner and mode stay. */
    public void write(String path, String text) throws ErrnoException {
        files.writeAll(path, text.getBytes(StandardCharsets.UTF_8));
    }

    FileAccess access() {
        return files;
    }
}
