package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.Arrays;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.InputSequence;

/** {@code hexdump(1)}, {@code hd}: bytes as numbers, with {@code -C} beside their characters. */
final class Hexdump extends GnuProgram {
    Hexdump() {
        super(
                Suite.UTIL_LINUX,
                1,
                "bcCde:f:L::n:os:vxhV",
                "canonical",
                "C",
                "length=",
                "n",
                "skip=",
                "s",
                "no-squeezing",
                "v",
                "one-byte-octal",
                "b",
                "one-byte-char",
                "c",
                "two-bytes-decimal",
                "d",
                "two-bytes-octal",
                "o",
                "two-bytes-hex",
                "x");
    }

    @Override
    protected int run(Call call) throws IOException {
        long skip = number(call.value("s", "0"));
        long most = call.has("n") ? number(call.value("n", "")) : Long.MAX_VALUE;
        try (InputSequence in =
                new InputSequence(call, call.inputs(), (name, why) -> call.complain(name + ": " + why.getMessage()))) {
            if (!in.open()) {
                call.warn("all input file arguments failed");
                return 1;
            }
            long skipped = in.skip(skip);
            in.limit(most);
            dump(call, in, skipped);
        }
        return 0;
    }

    private static long number(String text) {
        if (!text.matches("0x[0-9a-fA-F]{1,8}|[0-9]{1,9}")) {
            throw Failure.of(1, "failed to parse length: '" + text + "': Invalid argument");
        }
        return Long.decode(text.replaceFirst("^0+(?=[0-9])", ""));
    }

    private static void dump(Call call, InputSequence in, long offset) throws IOException {
        boolean canonical = call.has("C") || call.process().name().equals("hd");
        boolean starred = false;
        byte[] block = new byte[16];
        byte[] before = null;
        long at = offset;
        for (int n = in.read(block); n > 0; n = in.read(block)) {
            call.process().step();
            boolean same = n == block.length && !call.has("v") && Arrays.equals(block, before);
            if (same) {
                call.print(starred ? "" : "*\n");
            } else {
                byte[] line = Arrays.copyOf(block, n);
                call.print(canonical ? canonical(line, at) : words(call, line, at));
            }
            starred = same;
            before = n == block.length ? block.clone() : before;
            at += n;
        }
        if (at > 0) {
            call.print(String.format(canonical ? "%08x\n" : "%07x\n", at));
        }
    }

    private static String canonical(byte[] line, long at) {
        StringBuilder out = new StringBuilder(String.format("%08x", at));
        for (int i = 0; i < 16; i++) {
            out.append(i % 8 == 0 ? "  " : " ").append(i < line.length ? String.format("%02x", line[i]) : "  ");
        }
        out.append("  |");
        for (byte b : line) {
            out.append(b >= 32 && b < 127 ? (char) b : '.');
        }
        return out.append("|\n").toString();
    }

    private static String words(Call call, byte[] line, long at) {
        StringBuilder out = new StringBuilder(String.format("%07x", at));
        String how = call.last("", "b", "c", "d", "o", "x");
        if (how.equals("b") || how.equals("c")) {
            for (byte b : line) {
                int known = "\0\u0007\b\f\n\r\t\u000b".indexOf(b);
                String shown = known >= 0
                        ? "\\" + "0abfnrtv".charAt(known)
                        : b >= 32 && b < 127 ? String.valueOf((char) b) : String.format("%03o", b & 0xFF);
                out.append(how.equals("b") ? String.format(" %03o", b & 0xFF) : String.format(" %3s", shown));
            }
            return out.append(" ".repeat((16 - line.length) * 4)).append('\n').toString();
        }
        int width = how.isEmpty() ? 5 : 8;
        for (int i = 0; i < 16; i += 2) {
            int value = i < line.length ? line[i] & 0xFF | (i + 1 < line.length ? (line[i + 1] & 0xFF) << 8 : 0) : 0;
            String text = switch (how) {
                case "d" -> String.format("   %05d", value);
                case "o" -> String.format("  %06o", value);
                case "x" -> String.format("    %04x", value);
                default -> String.format(" %04x", value);
            };
            out.append(i < line.length ? text : " ".repeat(width));
        }
        return out.append('\n').toString();
    }
}
