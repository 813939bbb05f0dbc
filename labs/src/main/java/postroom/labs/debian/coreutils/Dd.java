package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** {@code dd(1)}: copies by blocks. */
final class Dd extends GnuProgram {
    private static final int MAX_BLOCK = 16 << 20;

    Dd() {
        super("");
    }

    @Override
    protected int run(Call call) throws IOException {
        String in = null;
        String out = null;
        String status = "";
        String flags = "";
        long block = 512;
        long count = Long.MAX_VALUE;
        long skip = 0;
        long seek = 0;
        for (String each : call.operands()) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? "" : each.substring(0, equals);
            String value = each.substring(equals + 1);
            switch (name) {
                case "if" -> in = value;
                case "of" -> out = value;
                case "bs", "ibs", "obs" -> block = Math.min(MAX_BLOCK, Math.max(1, number(value)));
                case "count" -> count = number(value);
                case "skip", "iseek" -> skip = number(value);
                case "seek", "oseek" -> seek = number(value);
                case "status" -> status = value;
                case "conv", "oflag", "iflag" -> flags += "," + value;
                case "cbs" -> number(value);
                default -> throw Failure.usage("unrecognized operand " + Quoting.locale(each));
            }
        }
        Descriptor from = open(call, in, EnumSet.of(Open.READ), 0);
        Set<Open> how = EnumSet.of(Open.WRITE, Open.CREATE);
        if (!flags.contains("notrunc") && seek == 0) {
            how.add(Open.TRUNCATE);
        }
        if (flags.contains("append")) {
            how.add(Open.APPEND);
        }
        Descriptor to = open(call, out, how, 1);
        String target = Quoting.always(out == null ? "standard output" : out);
        copy(call, from, to, target, (int) block, count, skip, seek, status);
        if (in != null) {
            from.close();
        }
        if (out != null) {
            to.close();
        }
        return 0;
    }

    private static long number(String text) {
        return Sizes.parse(text.replaceFirst("^([0-9]+)c$", "$1"))
                .orElseThrow(() -> Failure.of(1, "invalid number: " + Quoting.locale(text)));
    }

    private static Descriptor open(Call call, String path, Set<Open> flags, int fd) throws ErrnoException {
        if (path == null) {
            return call.process().fd(fd);
        }
        try {
            return call.process().open(path, flags, 0666);
        } catch (ErrnoException e) {
            throw Failure.of(1, "failed to open " + Quoting.always(path) + ": " + e.getMessage());
        }
    }

    private static void copy(
            Call call,
            Descriptor from,
            Descriptor to,
            String target,
            int block,
            long count,
            long skip,
            long seek,
            String status)
            throws IOException {
        Process process = call.process();
        long began = process.host().clock().millis();
        if (seek > 0 && to instanceof OpenFile file) {
            file.seek(seek * block);
        }
        byte[] buffer = new byte[block];
        for (long i = 0; i < skip; i++) {
            if (process.read(from, buffer, 0, block) < 0) {
                break;
            }
        }
        long full = 0;
        long partial = 0;
        long fullOut = 0;
        long partialOut = 0;
        long bytes = 0;
        while (full + partial < count) {
            process.step();
            int n = process.read(from, buffer, 0, block);
            if (n < 0) {
                break;
            }
            full += n == block ? 1 : 0;
            partial += n == block ? 0 : 1;
            try {
                process.write(to, buffer, 0, n);
            } catch (ErrnoException e) {
                call.complain("error writing " + target + ": " + e.getMessage());
                break;
            }
            fullOut += n == block ? 1 : 0;
            partialOut += n == block ? 0 : 1;
            bytes += n;
        }
        if (status.equals("none")) {
            return;
        }
        String records = full + "+" + partial + " records in\n" + fullOut + "+" + partialOut + " records out\n";
        double seconds = Math.max(0.000_03, (process.host().clock().millis() - began) / 1000.0);
        String human =
                bytes < 1000 ? "" : " (" + decimal(bytes) + "B" + (bytes < 1024 ? "" : ", " + binary(bytes)) + ")";
        process.err().print(records);
        if (!status.equals("noxfer")) {
            String unit = bytes == 1 ? " byte" : " bytes";
            process.err()
                    .print(bytes + unit + human + " copied, "
                            + postroom.labs.debian.gnu.Doubles.format('g', "", 6, seconds) + " s, "
                            + rate(bytes / seconds) + "B/s\n");
        }
    }

    private static String decimal(double bytes) {
        int unit = -1;
        double value = bytes;
        while (value >= 999.5 && unit < 5) {
            value /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                value < 9.95 ? "%.1f %s" : "%.0f %s",
                value,
                unit < 0 ? "" : String.valueOf("kMGTPE".charAt(unit)));
    }

    private static String rate(double bytes) {
        return bytes < 1000 ? String.format(Locale.ROOT, "%.1f k", bytes / 1000) : decimal(bytes);
    }

    private static String binary(long bytes) {
        String human = Sizes.human(bytes, 1024);
        return human.substring(0, human.length() - 1) + " " + human.substring(human.length() - 1) + "iB";
    }
}
