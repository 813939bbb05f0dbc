package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code head(1)}: the first lines or bytes, or all but the last. */
final class Head extends GnuProgram {
    Head() {
        super(
                "c:n:qvz",
                "bytes=",
                "c",
                "lines=",
                "n",
                "quiet",
                "q",
                "silent",
                "q",
                "verbose",
                "v",
                "zero-terminated",
                "z");
    }

    @Override
    protected List<String> rewritten(Process process) {
        return obsolete(process.argv());
    }

    /** {@code -5} as the first argument means {@code -n 5}. */
    static List<String> obsolete(List<String> argv) {
        if (argv.size() < 2 || !argv.get(1).matches("-[0-9]+[cbkmlqvz]*")) {
            return argv;
        }
        String given = argv.get(1).substring(1);
        String digits = given.replaceAll("[^0-9]", "");
        List<String> all = new ArrayList<>(argv);
        all.set(1, (given.endsWith("c") ? "-c" : "-n") + digits);
        return all;
    }

    @Override
    protected int run(Call call) throws IOException {
        boolean bytes = call.last("n", "c", "n").equals("c");
        String given = call.value(bytes ? "c" : "n", "10");
        boolean butLast = given.startsWith("-");
        OptionalLong count = Sizes.parse(butLast ? given.substring(1) : given);
        if (count.isEmpty()) {
            throw Failure.of(1, "invalid number of " + (bytes ? "bytes" : "lines") + ": " + Quoting.locale(given));
        }
        boolean headers = call.has("v") || call.inputs().size() > 1 && !call.has("q");
        boolean first = true;
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                if (headers) {
                    call.print((first ? "" : "\n") + "==> " + (name.equals("-") ? "standard input" : name) + " <==\n");
                }
                first = false;
                copy(call, in, name, bytes, butLast, count.getAsLong());
            } catch (ErrnoException e) {
                call.complain("cannot open " + Quoting.always(name) + " for reading: " + e.getMessage());
            }
        }
        return 0;
    }

    private static void copy(Call call, Input in, String name, boolean bytes, boolean butLast, long count)
            throws IOException {
        try {
            if (bytes && !butLast) {
                firstBytes(call, in, count);
            } else if (bytes) {
                byte[] all = in.rest();
                call.out().write(all, 0, (int) Math.max(0, all.length - count));
            } else if (!butLast) {
                firstLines(call, in, count);
            } else {
                butLastLines(call, in, count);
            }
        } catch (ErrnoException e) {
            call.cannot("error reading", name, e);
        }
    }

    private static void firstBytes(Call call, Input in, long count) throws IOException {
        byte[] buffer = new byte[8192];
        long left = count;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                break;
            }
            call.out().write(buffer, 0, n);
            left -= n;
        }
    }

    private static void firstLines(Call call, Input in, long count) throws IOException {
        int end = call.has("z") ? 0 : '\n';
        for (long i = 0; i < count; i++) {
            byte[] line = in.line(end);
            if (line == null) {
                return;
            }
            call.out().write(line, 0, line.length);
            if (in.newline()) {
                call.out().write(end);
            }
        }
    }

    private static void butLastLines(Call call, Input in, long count) throws IOException {
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        for (byte[] line = in.line(); line != null; line = in.line()) {
            byte[] whole = in.newline() ? Arrays.copyOf(line, line.length + 1) : line;
            if (in.newline()) {
                whole[line.length] = '\n';
            }
            held.add(whole);
            if (held.size() > count) {
                byte[] out = held.remove();
                call.out().write(out, 0, out.length);
            }
        }
    }
}
