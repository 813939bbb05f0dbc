package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code cmp(1)}: compares two files byte by byte. */
final class Cmp extends GnuProgram {
    Cmp() {
        super(
                Suite.DIFFUTILS,
                2,
                "bci:ln:sv",
                "print-bytes",
                "b",
                "ignore-initial=",
                "i",
                "verbose",
                "l",
                "bytes=",
                "n",
                "quiet",
                "s",
                "silent",
                "s");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println(name + ": Try '" + name + " --help' for more information.");
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        if (names.isEmpty()) {
            throw Failure.usage("missing operand after '" + call.name() + "'");
        }
        String left = names.get(0);
        String right = names.size() > 1 ? names.get(1) : "-";
        byte[] a = read(call, left);
        byte[] b = a == null ? null : read(call, right);
        if (a == null || b == null) {
            return 2;
        }
        int most = Math.min(a.length, b.length);
        int limit =
                call.value("n", "").matches("[0-9]{1,9}") ? Integer.parseInt(call.value("n", "")) : Integer.MAX_VALUE;
        int result = 0;
        int line = 1;
        int digits = Integer.toString(Math.max(a.length, b.length)).length();
        for (int i = 0; i < Math.min(most, limit); i++) {
            if (a[i] != b[i]) {
                result = 1;
                if (call.has("s")) {
                    return 1;
                }
                if (!call.has("l")) {
                    String bytes = call.has("b")
                            ? String.format(" is %3o %s %3o %s", a[i] & 0xFF, shown(a[i]), b[i] & 0xFF, shown(b[i]))
                            : "";
                    call.print(left + " " + right + " differ: byte " + (i + 1) + ", line " + line + bytes + "\n");
                    return 1;
                }
                call.print(String.format("%" + digits + "d %3o %3o\n", i + 1, a[i] & 0xFF, b[i] & 0xFF));
            }
            line += a[i] == '\n' ? 1 : 0;
        }
        if (a.length != b.length && most < limit) {
            if (!call.has("s")) {
                boolean atLineEnd = most > 0 && a[most - 1] == '\n';
                String where = call.has("l")
                        ? ""
                        : most == 0 ? "" : ", " + (atLineEnd ? "line " + (line - 1) : "in line " + line);
                String what = most == 0 ? " which is empty" : " after byte " + most + where;
                call.warn("EOF on " + (a.length < b.length ? left : right) + what);
            }
            return 1;
        }
        return result;
    }

    private static String shown(byte b) {
        return b >= 32 && b < 127
                ? String.valueOf((char) b)
                : b >= 0 && b < 32 ? "^" + (char) (b + 64) : "M-" + (char) (b & 127);
    }

    private static byte[] read(Call call, String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            return in.rest();
        } catch (ErrnoException e) {
            if (!call.has("s")) {
                call.warn(name + ": " + e.getMessage());
            }
            return null;
        }
    }
}
