package postroom.labs.debian.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.Text;

/** What {@code file} tells of a gzip file: what its header and its end (RFC 1952) hold. */
final class GzipDescription {
    private static final int HEADER = 10;
    private static final int HAS_NAME = 8;
    private static final int INSIDE = 1 << 16;

    private GzipDescription() {}

    static boolean fits(byte[] file) {
        return file.length >= HEADER + 8 && (file[0] & 0xFF) == 0x1F && (file[1] & 0xFF) == 0x8B;
    }

    static String of(byte[] file) {
        StringBuilder out = new StringBuilder("gzip compressed data");
        if ((file[3] & HAS_NAME) != 0) {
            int end = HEADER;
            while (end < file.length && file[end] != 0) {
                end++;
            }
            out.append(", was \"").append(Text.of(file, HEADER, end - HEADER)).append('"');
        }
        long seconds = little(file, 4);
        if (seconds != 0) {
            out.append(", last modified: ")
                    .append(StrfTime.format("%a %b %e %H:%M:%S %Y", Instant.ofEpochSecond(seconds)));
        }
        out.append(file[8] == 2 ? ", max compression" : file[8] == 4 ? ", max speed" : "");
        out.append(file[9] == 3 ? ", from Unix" : "");
        return out.toString();
    }

    static String size(byte[] file) {
        return ", original size modulo 2^32 " + little(file, file.length - 4);
    }

    /** The first bytes of what is inside; null if it cannot be unpacked. */
    static byte[] inside(byte[] file) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return in.readNBytes(INSIDE);
        } catch (IOException broken) {
            return null;
        }
    }

    private static long little(byte[] from, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | from[at + i] & 0xFF;
        }
        return value;
    }
}
