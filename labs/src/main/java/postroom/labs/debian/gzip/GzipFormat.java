package postroom.labs.debian.gzip;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import postroom.labs.debian.gnu.Text;

/** The gzip file format (RFC 1952). Nothing of more than 64 MiB is unpacked. */
public final class GzipFormat {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int MAX_SIZE = 64 << 20;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private GzipFormat() {}

    /**
     * What a file holds.
     *
     * @param name the original name; null if it was not kept
     * @param seconds the original's time of modification since 1970; 0 if it was not kept
     * @param overhead bytes that are no packed data
     * @param garbage whether something else follows
     */
    public record Unpacked(byte[] bytes, String name, long seconds, int overhead, long crc, boolean garbage) {}

    /** The file is no gzip file or is damaged; {@code partial} is what could still be read. */
    public static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient byte[] partial;

        Damaged(String message, byte[] partial) {
            super(message, null, false, false);
            this.partial = partial;
        }

        /** What could be read before the damage. */
        public byte[] partial() {
            return partial;
        }
    }

    /** Whether bytes begin as a gzip file does. */
    public static boolean begins(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    }

    /** Packs bytes; {@code name} null and {@code seconds} 0 are not kept. */
    public static byte[] pack(byte[] bytes, String name, long seconds, int level, Runnable step) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, (byte) (name == null ? 0 : HAS_NAME)});
        little(out, seconds);
        out.write(level == 9 ? 2 : level == 1 ? 4 : 0);
        out.write(3);
        if (name != null) {
            out.writeBytes(Text.bytes(name));
            out.write(0);
        }
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                step.run();
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        little(out, crc.getValue());
        little(out, bytes.length);
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, long value) {
        for (int i = 0; i < 4; i++) {
            out.write((int) (value >> 8 * i));
        }
    }

    private static long little(byte[] from, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | from[at + i] & 0xFF;
        }
        return value;
    }

    /** Unpacks all members of a file. */
    public static Unpacked unpack(byte[] file, Runnable step) throws Damaged {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String name = null;
        long seconds = 0;
        long crc = 0;
        int overhead = 0;
        int at = 0;
        while (at == 0 || at < file.length) {
            if (file.length - at < 2) {
                throw new Damaged("unexpected end of file", out.toByteArray());
            }
            if ((file[at] & 0xFF) != 0x1F || (file[at + 1] & 0xFF) != 0x8B) {
                if (at == 0) {
                    throw new Damaged("not in gzip format", new byte[0]);
                }
                return new Unpacked(out.toByteArray(), name, seconds, overhead, crc, true);
            }
            if (file.length - at < HEADER) {
                throw new Damaged("unexpected end of file", out.toByteArray());
            }
            int data = afterHeader(file, at);
            if (at == 0) {
                seconds = little(file, 4);
                name = (file[3] & HAS_NAME) != 0 ? name(file) : null;
            }
            int before = out.size();
            int end = inflate(file, data, out, step);
            CRC32 computed = new CRC32();
            byte[] all = out.toByteArray();
            computed.update(all, before, all.length - before);
            if (end + TRAILER > file.length) {
                throw new Damaged("unexpected end of file", all);
            }
            crc = little(file, end);
            if (crc != computed.getValue()) {
                throw new Damaged("invalid compressed data--crc error", all);
            }
            if (little(file, end + 4) != all.length - before) {
                throw new Damaged("invalid compressed data--length error", all);
            }
            overhead += data - at + TRAILER;
            at = end + TRAILER;
        }
        return new Unpacked(out.toByteArray(), name, seconds, overhead, crc, false);
    }

    private static int inflate(byte[] file, int from, ByteArrayOutputStream out, Runnable step) throws Damaged {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, from, file.length - from);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                step.run();
                int n = inflater.inflate(buffer);
                out.write(buffer, 0, n);
                if (n == 0 && inflater.needsInput()) {
                    throw new Damaged("unexpected end of file", out.toByteArray());
                }
                if (out.size() > MAX_SIZE) {
                    throw new Damaged("Cannot allocate memory", new byte[0]);
                }
            }
            return file.length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw new Damaged("invalid compressed data--format violated", out.toByteArray());
        } finally {
            inflater.end();
        }
    }

    private static int afterHeader(byte[] file, int at) throws Damaged {
        int flags = file[at + 3];
        int i = at + HEADER;
        try {
            if ((flags & HAS_EXTRA) != 0) {
                i += 2 + (file[i] & 0xFF) + ((file[i + 1] & 0xFF) << 8);
            }
            for (int field : new int[] {HAS_NAME, HAS_COMMENT}) {
                if ((flags & field) != 0) {
                    while (file[i++] != 0) {
                        continue;
                    }
                }
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new Damaged("unexpected end of file", new byte[0]);
        }
        i += (flags & HAS_CRC) != 0 ? 2 : 0;
        if (i > file.length) {
            throw new Damaged("unexpected end of file", new byte[0]);
        }
        return i;
    }

    private static String name(byte[] file) {
        int from = HEADER + ((file[3] & HAS_EXTRA) != 0 ? 2 + (file[10] & 0xFF) + ((file[11] & 0xFF) << 8) : 0);
        int end = from;
        while (end < file.length && file[end] != 0) {
            end++;
        }
        return Text.of(file, from, end - from);
    }
}
