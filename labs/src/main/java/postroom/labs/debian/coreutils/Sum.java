package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code sum(1)}: the checksums of BSD and System V. */
final class Sum extends GnuProgram {
    Sum() {
        super("rs", "sysv", "s");
    }

    @Override
    protected int run(Call call) throws IOException {
        boolean systemFive = call.last("r", "r", "s").equals("s");
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                String shown = call.operands().isEmpty() ? "" : " " + name;
                call.print((systemFive ? systemFive(in) : bsd(in)) + shown + "\n");
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    static String bsd(Input in) throws IOException {
        int sum = 0;
        long size = 0;
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < n; i++) {
                sum = (sum >> 1) + ((sum & 1) << 15);
                sum = (sum + (buffer[i] & 0xFF)) & 0xFFFF;
            }
            size += n;
        }
        return String.format("%05d %5d", sum, (size + 1023) / 1024);
    }

    static String systemFive(Input in) throws IOException {
        long sum = 0;
        long size = 0;
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < n; i++) {
                sum = (sum + (buffer[i] & 0xFF)) & 0xFFFFFFFFL;
            }
            size += n;
        }
        long folded = (sum & 0xFFFF) + (sum >> 16);
        return ((folded & 0xFFFF) + (folded >> 16)) + " " + (size + 511) / 512;
    }

    /** POSIX's checksum, of {@code cksum(1)}, and the size. */
    static String crc(Input in) throws IOException {
        int crc = 0;
        long size = 0;
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < n; i++) {
                crc = next(crc, buffer[i] & 0xFF);
            }
            size += n;
        }
        for (long rest = size; rest != 0; rest >>= 8) {
            crc = next(crc, (int) (rest & 0xFF));
        }
        return Integer.toUnsignedLong(~crc) + " " + size;
    }

    private static int next(int crc, int value) {
        int c = crc ^ value << 24;
        for (int bit = 0; bit < 8; bit++) {
            c = c < 0 ? c << 1 ^ 0x04C11DB7 : c << 1;
        }
        return c;
    }
}
