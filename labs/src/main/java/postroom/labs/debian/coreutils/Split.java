package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.OptionalLong;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code split(1)}: cuts a file into several. */
final class Split extends GnuProgram {
    Split() {
        super(
                "a:b:C:dl:n:x",
                "suffix-length=",
                "a",
                "bytes=",
                "b",
                "numeric-suffixes==",
                "d",
                "lines=",
                "l",
                "additional-suffix=",
                "additional",
                "verbose",
                "verbose");
    }

    @Override
    protected int run(Call call) throws IOException {
        String name = call.inputs().get(0);
        String prefix = call.operands().size() > 1 ? call.operands().get(1) : "x";
        boolean bytes = call.has("b");
        String given = call.value(bytes ? "b" : "l", "1000");
        OptionalLong size = Sizes.parse(given);
        if (size.isEmpty() || size.getAsLong() == 0) {
            throw Failure.of(1, "invalid number of " + (bytes ? "bytes" : "lines") + ": " + Quoting.locale(given));
        }
        String length = call.value("a", "2");
        int letters = length.matches("[1-9]") ? Integer.parseInt(length) : 2;
        try (Input in = Input.open(call.process(), name)) {
            int piece = 0;
            byte[] part = part(in, bytes, (int) Math.min(size.getAsLong(), 64 << 20));
            while (part != null) {
                call.files()
                        .writeAll(
                                prefix + suffix(piece++, letters, call.has("d")) + call.value("additional", ""), part);
                part = part(in, bytes, (int) Math.min(size.getAsLong(), 64 << 20));
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, "cannot open " + Quoting.always(name) + " for reading: " + e.getMessage());
        }
        return 0;
    }

    private static byte[] part(Input in, boolean bytes, int size) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        if (bytes) {
            byte[] buffer = new byte[Math.min(size, 8192)];
            int n = 0;
            while (out.size() < size && n >= 0) {
                n = in.read(buffer, 0, Math.min(buffer.length, size - out.size()));
                out.write(buffer, 0, Math.max(n, 0));
            }
        } else {
            for (int i = 0; i < size; i++) {
                byte[] line = in.line();
                if (line == null) {
                    break;
                }
                out.writeBytes(line);
                if (in.newline()) {
                    out.write('\n');
                }
            }
        }
        return out.size() == 0 ? null : out.toByteArray();
    }

    private static String suffix(int piece, int letters, boolean digits) {
        int base = digits ? 10 : 26;
        StringBuilder out = new StringBuilder();
        int rest = piece;
        for (int i = 0; i < letters; i++) {
            out.insert(0, (char) ((digits ? '0' : 'a') + rest % base));
            rest /= base;
        }
        if (rest > 0) {
            throw Failure.of(1, "output file suffixes exhausted");
        }
        return out.toString();
    }
}
