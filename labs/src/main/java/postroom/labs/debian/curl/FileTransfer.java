package postroom.labs.debian.curl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A {@code file:} URL: the file, a part of it, or with {@code -I} what is known of it. */
final class FileTransfer {
    private static final Pattern RANGE = Pattern.compile("([0-9]{0,9})-([0-9]{0,9})");
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final Transfer transfer;

    FileTransfer(Transfer transfer) {
        this.transfer = transfer;
    }

    void run() throws IOException, CurlException {
        String path = CurlUrl.decoded(transfer.url().path());
        try {
            if (transfer.options().has("head")) {
                head(transfer.process().files().stat(path));
                return;
            }
            byte[] bytes = transfer.process().files().readAll(path);
            transfer.body(new String(part(bytes), StandardCharsets.UTF_8));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EISDIR) {
                return; // an empty file to curl
            }
            transfer.verbose("* Couldn't open file " + path);
            transfer.verbose("* Closing connection 0");
            throw new CurlException(37, "Couldn't open file " + path);
        }
    }

    private void head(Stat stat) {
        if (stat.type() == FileType.FILE) {
            transfer.body("Content-Length: " + stat.size() + "\r\nAccept-ranges: bytes\r\n");
        }
        Instant changed = stat.mtime();
        transfer.body("Last-Modified: " + WHEN.format(changed.atZone(ZoneOffset.UTC)) + "\r\n");
    }

    private byte[] part(byte[] bytes) throws CurlException {
        String range = transfer.options().value("range");
        Matcher ends = RANGE.matcher(range == null ? "" : range);
        if (!ends.matches()) {
            return bytes;
        }
        boolean tail = ends.group(1).isEmpty();
        boolean open = ends.group(2).isEmpty();
        int last = open || tail ? bytes.length : Math.min(bytes.length, Integer.parseInt(ends.group(2)) + 1);
        int first = tail
                ? Math.max(0, bytes.length - (open ? 0 : Integer.parseInt(ends.group(2))))
                : Integer.parseInt(ends.group(1));
        if (first > bytes.length) {
            throw new CurlException(36, "Offset (" + first + ") was beyond file size (" + bytes.length + ")");
        }
        return Arrays.copyOfRange(bytes, first, Math.max(first, last));
    }
}
