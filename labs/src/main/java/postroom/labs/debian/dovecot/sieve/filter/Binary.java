package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** {@code .svbin} files: a script that was found good. Ours hold its text behind a line of their own. */
public final class Binary {
    private static final String MAGIC = "Sieve binary of Postroom 1\n";

    private Binary() {}

    /** Where that of a script is. */
    public static String path(String script) {
        return script.replaceFirst("\\.sieve$", "") + ".svbin";
    }

    /** Writes one. */
    public static void save(FileAccess files, String path, String text) throws ErrnoException {
        files.writeAll(path, (MAGIC + text).getBytes(UTF_8));
    }

    /** The text of the script that a binary was made of; empty if it is none. */
    public static Optional<String> load(FileAccess files, String path) throws ErrnoException {
        String text = new String(files.readAll(path), UTF_8);
        return text.startsWith(MAGIC) ? Optional.of(text.substring(MAGIC.length())) : Optional.empty();
    }

    /** Whether there is one for a script that is not older than it. */
    static boolean isFresh(FileAccess files, String script) throws ErrnoException {
        String path = path(script);
        if (!files.exists(path) || !files.allows(path, 4)) {
            return false;
        }
        Stat binary = files.stat(path);
        return !binary.mtime().isBefore(files.stat(script).mtime());
    }
}
