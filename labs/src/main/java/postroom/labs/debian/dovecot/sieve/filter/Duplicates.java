package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * {@code ~/.dovecot.lda-dupes}: what has been done and is not to be done again for a while. Lines of our own: the second at
 * which it is forgotten, a tab, what it was.
 */
final class Duplicates {
    private static final int MOST = 1000;

    private final FileAccess files;
    private final String path;
    private final long now;

    Duplicates(FileAccess files, String home, Instant now) {
        this.files = files;
        this.path = home + "/.dovecot.lda-dupes";
        this.now = now.getEpochSecond();
    }

    /** Whether it was done. */
    boolean has(String what) throws ErrnoException {
        String end = "\t" + clean(what);
        return alive().stream().anyMatch(it -> it.endsWith(end));
    }

    /** Notes that it was done. */
    void add(String what, long seconds) throws ErrnoException {
        List<String> all = alive();
        all.add(now + seconds + "\t" + clean(what));
        List<String> kept = all.subList(Math.max(0, all.size() - MOST), all.size());
        boolean fresh = !files.exists(path);
        files.writeAll(path, (String.join("\n", kept) + "\n").getBytes(UTF_8));
        if (fresh) {
            files.chmod(path, 0600);
        }
    }

    private List<String> alive() throws ErrnoException {
        List<String> out = new ArrayList<>();
        if (files.exists(path)) {
            for (String line : new String(files.readAll(path), UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                if (tab > 0 && tab < 16 && line.substring(0, tab).matches("[0-9]+")) {
                    if (Long.parseLong(line.substring(0, tab)) > now) {
                        out.add(line);
                    }
                }
            }
        }
        return out;
    }

    private static String clean(String what) {
        return what.replaceAll("[\\x00-\\x1f]+", " ");
    }
}
