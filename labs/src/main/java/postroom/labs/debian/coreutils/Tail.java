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

/** {@code tail(1)}: the last lines or bytes, and with {@code -f} what is appended later. */
final class Tail extends GnuProgram {
    Tail() {
        super(
                "c:n:fFqs:vz",
                "bytes=",
                "c",
                "follow==",
                "f",
                "lines=",
                "n",
                "pid=",
                "pid",
                "quiet",
                "q",
                "retry",
                "retry",
                "silent",
                "q",
                "sleep-interval=",
                "s",
                "verbose",
                "v",
                "zero-terminated",
                "z");
    }

    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = process.argv();
        if (argv.size() < 2 || !argv.get(1).matches("[-+][0-9]+[cbl]?f?") || argv.size() > 3) {
            return argv;
        }
        String given = argv.get(1);
        List<String> all = new ArrayList<>(argv);
        String number = (given.startsWith("+") ? "+" : "") + given.replaceAll("[^0-9]", "");
        all.set(1, (given.contains("c") ? "-c" : "-n") + number);
        if (given.endsWith("f")) {
            all.add(1, "-f");
        }
        return all;
    }

    @Override
    protected int run(Call call) throws IOException {
        boolean bytes = call.last("n", "c", "n").equals("c");
        String given = call.value(bytes ? "c" : "n", "10");
        boolean fromStart = given.startsWith("+");
        OptionalLong count = Sizes.parse(fromStart || given.startsWith("-") ? given.substring(1) : given);
        if (count.isEmpty()) {
            throw Failure.of(1, "invalid number of " + (bytes ? "bytes" : "lines") + ": " + Quoting.locale(given));
        }
        boolean headers = call.has("v") || call.inputs().size() > 1 && !call.has("q");
        TailFollow follow = new TailFollow(call, headers);
        for (String name : call.inputs()) {
            try {
                Input in = Input.open(call.process(), name);
                follow.header(name);
                print(call, in, name, bytes, fromStart, count.getAsLong());
                follow.add(name, in);
            } catch (ErrnoException e) {
                call.complain("cannot open " + Quoting.always(name) + " for reading: " + e.getMessage());
                follow.addMissing(name);
            }
        }
        call.out().flush();
        if (call.has("f", "F")) {
            follow.run();
        }
        follow.close();
        return 0;
    }

    private static void print(Call call, Input in, String name, boolean bytes, boolean fromStart, long count)
            throws IOException {
        try {
            if (bytes) {
                byte[] all = in.rest();
                int from = (int)
                        (fromStart ? Math.min(all.length, Math.max(0, count - 1)) : Math.max(0, all.length - count));
                call.out().write(all, from, all.length - from);
            } else {
                lines(call, in, fromStart, count);
            }
        } catch (ErrnoException e) {
            call.cannot("error reading", name, e);
        }
    }

    private static void lines(Call call, Input in, boolean fromStart, long count) throws IOException {
        int end = call.has("z") ? 0 : '\n';
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        long number = 0;
        for (byte[] line = in.line(end); line != null; line = in.line(end)) {
            number++;
            byte[] whole = in.newline() ? Arrays.copyOf(line, line.length + 1) : line;
            if (in.newline()) {
                whole[line.length] = (byte) end;
            }
            if (!fromStart) {
                held.add(whole);
                if (held.size() > count) {
                    held.remove();
                }
            } else if (number >= count) {
                call.out().write(whole, 0, whole.length);
            }
        }
        for (byte[] line : held) {
            call.out().write(line, 0, line.length);
        }
    }
}
