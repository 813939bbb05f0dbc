package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Output;
import postroom.labs.io.ErrnoException;

/** {@code cat(1)}: joins files. */
final class Cat extends GnuProgram {
    Cat() {
        super(
                "benstuvAET",
                "show-all",
                "A",
                "number-nonblank",
                "b",
                "show-ends",
                "E",
                "number",
                "n",
                "squeeze-blank",
                "s",
                "show-tabs",
                "T",
                "show-nonprinting",
                "v");
    }

    /** What goes on from file to file. */
    private static final class Lines {
        long number;
        boolean atStart = true;
        int blank;
    }

    @Override
    protected int run(Call call) throws IOException {
        Lines lines = new Lines();
        boolean plain = !call.has("b", "e", "n", "s", "t", "v", "A", "E", "T");
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer, 0, 8192); n >= 0; n = in.read(buffer, 0, 8192)) {
                    if (plain) {
                        call.out().write(buffer, 0, n);
                        call.out().flush();
                    } else {
                        decorate(call, lines, buffer, n);
                    }
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static void decorate(Call call, Lines lines, byte[] buffer, int n) throws IOException {
        Output out = call.out();
        boolean ends = call.has("A", "E", "e");
        for (int i = 0; i < n; i++) {
            byte b = buffer[i];
            if (lines.atStart) {
                lines.blank = b == '\n' ? lines.blank + 1 : 0;
                if (lines.blank > 1 && call.has("s")) {
                    continue;
                }
                if (call.has("b") ? b != '\n' : call.has("n")) {
                    out.print(String.format("%6d\t", ++lines.number));
                }
            }
            if (b == '\n') {
                out.print(ends ? "$\n" : "\n");
            } else {
                show(call, out, b & 0xFF);
            }
            lines.atStart = b == '\n';
        }
        out.flush();
    }

    private static void show(Call call, Output out, int b) throws IOException {
        boolean visible = call.has("A", "e", "t", "v");
        if (b == '\t') {
            out.print(call.has("A", "T", "t") ? "^I" : "\t");
        } else if (!visible) {
            out.write(b);
        } else {
            out.print(visible(b));
        }
    }

    private static String visible(int b) {
        if (b >= 128) {
            return "M-" + (b - 128 == '\t' ? "^I" : b - 128 == '\n' ? "^J" : visible(b - 128));
        }
        return b < 32 ? "^" + (char) (b + 64) : b == 127 ? "^?" : String.valueOf((char) b);
    }
}
