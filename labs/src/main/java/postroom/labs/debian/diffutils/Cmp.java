package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        if (call.has("l") && call.has("s")) {
            throw Failure.usage("options -l and -s are incompatible");
        }
        long[] skips = {0, 0};
        if (call.has("i")) {
            String[] given = call.value("i", "").split(":", 2);
            skips[0] = number(given[0], "ignore-initial", call.value("i", ""));
            skips[1] = given.length < 2 ? skips[0] : number(given[1], "ignore-initial", call.value("i", ""));
        }
        long limit = call.has("n") ? number(call.value("n", ""), "bytes", call.value("n", "")) : Long.MAX_VALUE;
        List<String> names = call.operands();
        if (names.isEmpty()) {
            throw Failure.usage("missing operand after '" + call.name() + "'");
        }
        for (int i = 2; i < Math.min(4, names.size()); i++) {
            skips[i - 2] = number(names.get(i), "ignore-initial", names.get(i));
        }
        if (names.size() > 4) {
            throw Failure.usage("extra operand '" + names.get(4) + "'");
        }
        String left = names.get(0);
        String right = names.size() > 1 ? names.get(1) : "-";
        byte[] a = read(call, left, skips[0]);
        byte[] b = a == null ? null : read(call, right, skips[1]);
        return a == null || b == null ? 2 : compare(call, left, right, a, b, limit);
    }

    private static long number(String text, String option, String whole) {
        java.util.regex.Matcher m =
                java.util.regex.Pattern.compile("([0-9]{1,12})([kKMG]?)(B?)").matcher(text);
        if (!m.matches()) {
            throw Failure.usage("invalid --" + option + " value '" + whole + "'");
        }
        int power = m.group(2).isEmpty() ? 0 : " KMG".indexOf(m.group(2).toUpperCase(Locale.ROOT));
        return Long.parseLong(m.group(1)) * (long) Math.pow(m.group(3).isEmpty() ? 1024 : 1000, power);
    }

    private static int compare(Call call, String left, String right, byte[] a, byte[] b, long limit)
            throws IOException {
        int most = Math.min(a.length, b.length);
        int result = 0;
        int line = 1;
        int digits =
                Long.toString(Math.min(limit, Math.max(a.length, b.length))).length();
        for (int i = 0; i < Math.min(most, limit); i++) {
            if (a[i] != b[i]) {
                result = 1;
                if (call.has("s")) {
                    return 1;
                }
                int x = a[i] & 0xFF;
                int y = b[i] & 0xFF;
                if (!call.has("l")) {
                    String bytes =
                            call.has("b") ? String.format(" is %3o %s %3o %s", x, shown(a[i]), y, shown(b[i])) : "";
                    call.print(left + " " + right + " differ: byte " + (i + 1) + ", line " + line + bytes + "\n");
                    return 1;
                }
                call.print(
                        call.has("b")
                                ? String.format(
                                        "%" + digits + "d %3o %-4s %3o %s\n", i + 1, x, shown(a[i]), y, shown(b[i]))
                                : String.format("%" + digits + "d %3o %3o\n", i + 1, x, y));
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
        int low = b & 127;
        String text = low < 32 ? "^" + (char) (low + 64) : low == 127 ? "^?" : String.valueOf((char) low);
        return b < 0 ? "M-" + text : text;
    }

    private static byte[] read(Call call, String name, long skip) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            byte[] all = in.rest();
            return Arrays.copyOfRange(all, (int) Math.min(skip, all.length), all.length);
        } catch (ErrnoException e) {
            if (!call.has("s")) {
                call.warn(name + ": " + e.getMessage());
            }
            return null;
        }
    }
}
