package postroom.labs.debian.dovecot.sieve.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code .dovecot.sieve.log}: what users are told about their scripts. When it has grown, it becomes {@code .log.0}. */
final class UserLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss +0000").withZone(ZoneOffset.UTC);
    private static final int LARGEST = 10 << 10;

    private final FileAccess files;
    private final String path;
    private final Instant now;
    private boolean started;

    UserLog(FileAccess files, String path, Instant now) {
        this.files = files;
        this.path = path;
        this.now = now;
    }

    String path() {
        return path;
    }

    /** Writes a line. That it could not be written is told to nobody, as the real one cannot either. */
    void write(String line) throws ErrnoException {
        String text = line + "\n";
        if (!started) {
            started = true;
            text = "sieve: info: started log at " + TIME.format(now) + ".\n" + text;
            if (files.exists(path) && files.stat(path).size() > LARGEST) {
                files.rename(path, path + ".0");
            }
        }
        boolean fresh = !files.exists(path);
        files.append(path, text.getBytes(UTF_8));
        if (fresh) {
            files.chmod(path, 0600);
        }
    }
}
