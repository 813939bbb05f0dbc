package postroom.labs.debian.tar;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.gnu.Text;

/** The file format {@code gnu} of {@code tar(5)}: a header of 512 bytes before each member, and 10240-byte records. */
final class Archive {
    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;
    private static final int NAME = 100;
    private static final String LONG_NAME = "././@LongLink";

    private Archive() {}

    /** The archive is damaged; {@code read} are the members before the damage. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Member> read;

        Damaged(String message, List<Member> read) {
            super(message, null, false, false);
            this.read = read;
        }

        List<Member> read() {
            return read;
        }
    }

    static byte[] write(List<Member> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Member each : members) {
            byte[] name = Text.bytes(each.name());
            byte[] target = Text.bytes(each.target());
            if (target.length > NAME) {
                longName(out, 'K', target);
            }
            if (name.length > NAME) {
                longName(out, 'L', name);
            }
            block(out, each, name, target);
            data(out, each.content());
        }
        out.writeBytes(new byte[2 * BLOCK]);
        int rest = out.size() % RECORD;
        out.writeBytes(new byte[rest == 0 ? 0 : RECORD - rest]);
        return out.toByteArray();
    }

    private static void longName(ByteArrayOutputStream out, char type, byte[] name) {
        byte[] content = Arrays.copyOf(name, name.length + 1);
        Member header = new Member(LONG_NAME, type, 0644, 0, 0, "root", "root", Instant.EPOCH, "", content);
        block(out, header, Text.bytes(LONG_NAME), new byte[0]);
        data(out, content);
    }

    private static void data(ByteArrayOutputStream out, byte[] content) {
        out.writeBytes(content);
        int rest = content.length % BLOCK;
        out.writeBytes(new byte[rest == 0 ? 0 : BLOCK - rest]);
    }

    private static void block(ByteArrayOutputStream out, Member m, byte[] name, byte[] target) {
        byte[] header = new byte[BLOCK];
        put(header, 0, NAME, name);
        octal(header, 100, 8, m.mode());
        octal(header, 108, 8, m.uid());
        octal(header, 116, 8, m.gid());
        octal(header, 124, 12, m.content().length);
        octal(header, 136, 12, Math.max(0, m.mtime().getEpochSecond()));
        header[156] = (byte) m.type();
        put(header, 157, NAME, target);
        put(header, 257, 8, Text.bytes("ustar  "));
        put(header, 265, 31, Text.bytes(m.user()));
        put(header, 297, 31, Text.bytes(m.group()));
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, 8, Text.bytes(String.format(Locale.ROOT, "%06o\0 ", sum)));
        out.writeBytes(header);
    }

    private static void put(byte[] header, int at, int length, byte[] value) {
        System.arraycopy(value, 0, header, at, Math.min(length, value.length));
    }

    private static void octal(byte[] header, int at, int length, long value) {
        put(header, at, length, Text.bytes(String.format(Locale.ROOT, "%0" + (length - 1) + "o", value)));
    }

    /** All members; fails if the first block is no header. */
    static List<Member> read(byte[] archive, Runnable step) throws Damaged {
        List<Member> members = new ArrayList<>();
        String longName = null;
        String longTarget = null;
        int at = 0;
        if (archive.length < BLOCK) {
            throw new Damaged("This does not look like a tar archive", members);
        }
        while (at + BLOCK <= archive.length) {
            step.run();
            byte[] header = Arrays.copyOfRange(archive, at, at + BLOCK);
            if (isZero(header)) {
                break;
            }
            if (!checked(header)) {
                throw new Damaged(
                        members.isEmpty() ? "This does not look like a tar archive" : "Skipping to next header",
                        members);
            }
            at += BLOCK;
            long size = number(header, 124, 12);
            char type = header[156] == 0 ? '0' : (char) header[156];
            long stored = "12345".indexOf(type) >= 0 ? 0 : size;
            if (at + stored > archive.length) {
                throw new Damaged("Unexpected EOF in archive", members);
            }
            byte[] content = Arrays.copyOfRange(archive, at, (int) (at + stored));
            at += (int) ((stored + BLOCK - 1) / BLOCK * BLOCK);
            if (type == 'L') {
                longName = string(content, 0, content.length);
            } else if (type == 'K') {
                longTarget = string(content, 0, content.length);
            } else if (type != 'x' && type != 'g') {
                members.add(member(header, type, longName, longTarget, content));
                longName = null;
                longTarget = null;
            }
        }
        return members;
    }

    private static Member member(byte[] header, char type, String longName, String longTarget, byte[] content) {
        String name = string(header, 0, NAME);
        boolean posix = header[263] == '0';
        String prefix = posix ? string(header, 345, 155) : "";
        String full = longName != null ? longName : prefix.isEmpty() ? name : prefix + "/" + name;
        return new Member(
                full,
                type == '0' && full.endsWith("/") ? '5' : type == '7' ? '0' : type,
                (int) number(header, 100, 8) & 07777,
                (int) number(header, 108, 8),
                (int) number(header, 116, 8),
                string(header, 265, 32),
                string(header, 297, 32),
                Instant.ofEpochSecond(number(header, 136, 12)),
                longTarget != null ? longTarget : string(header, 157, NAME),
                content);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean checked(byte[] header) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        return sum == number(header, 148, 8);
    }

    private static String string(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return Text.of(bytes, from, end - from);
    }

    private static long number(byte[] bytes, int from, int length) {
        String text = string(bytes, from, length).strip();
        return text.matches("[0-7]{1,20}") ? Long.parseLong(text, 8) : -1;
    }
}
