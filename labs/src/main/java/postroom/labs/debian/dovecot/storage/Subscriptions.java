package postroom.labs.debian.dovecot.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.Set;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.ModifiedUtf7;

/** The file {@code subscriptions}: after a head one name a line, with tabs between its parts. */
final class Subscriptions {
    private static final String HEAD = "V\t2\n\n";

    private final FileAccess disk;
    private final String file;
    private final char separator;

    Subscriptions(FileAccess disk, String root, char separator) {
        this(disk, root, "subscriptions", separator);
    }

    Subscriptions(FileAccess disk, String root, String name, char separator) {
        this.disk = disk;
        this.file = root + "/" + name;
        this.separator = separator;
    }

    /** The names, in the file's order. */
    Set<String> read() throws ErrnoException {
        Set<String> names = new LinkedHashSet<>();
        String text;
        try {
            text = new String(disk.readAll(file), UTF_8);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return names;
            }
            throw e;
        }
        boolean second = text.startsWith(HEAD);
        for (String line : (second ? text.substring(HEAD.length()) : text).split("\n")) {
            if (!line.isEmpty()) {
                String name = second ? line.replace('\t', separator) : line;
                names.add(ModifiedUtf7.decode(name).orElse(name));
            }
        }
        return names;
    }

    /** Writes them anew. */
    void write(Set<String> names) throws ErrnoException {
        StringBuilder text = new StringBuilder(HEAD);
        names.forEach(each ->
                text.append(ModifiedUtf7.encode(each).replace(separator, '\t')).append('\n'));
        disk.writeAll(file, text.toString().getBytes(UTF_8));
    }
}
