package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** {@code du(1)}: how much of the disk files use. */
final class Du extends GnuProgram {
    private static final int MAX_DEPTH = 256;

    Du() {
        super(
                "abB:cd:DhHklLmPsSt:xX:0",
                "all",
                "a",
                "apparent-size",
                "apparent",
                "bytes",
                "b",
                "block-size=",
                "B",
                "total",
                "c",
                "max-depth=",
                "d",
                "human-readable",
                "h",
                "si",
                "si",
                "summarize",
                "s",
                "separate-dirs",
                "S",
                "exclude=",
                "exclude",
                "null",
                "0");
    }

    @Override
    protected int run(Call call) throws IOException {
        String depth = call.value("d", call.has("s") ? "0" : "100000");
        if (!depth.matches("[0-9]{1,9}")) {
            throw Failure.usage("invalid maximum depth " + Quoting.locale(depth));
        }
        long total = 0;
        Set<Integer> seen = new HashSet<>();
        for (String each : call.operands().isEmpty() ? List.of(".") : call.operands()) {
            try {
                total += walk(call, each, 0, Integer.parseInt(depth), seen);
            } catch (ErrnoException e) {
                call.cannot("cannot access", each, e);
            }
        }
        if (call.has("c")) {
            print(call, total, "total");
        }
        return 0;
    }

    private static long walk(Call call, String path, int depth, int shown, Set<Integer> seen) throws IOException {
        call.process().step();
        Stat stat = call.files().lstat(path);
        if (stat.links() > 1 && !stat.isDirectory() && !seen.add(stat.ino())) {
            return 0;
        }
        long sum = call.has("b", "apparent") ? stat.size() : stat.stored();
        if (stat.isDirectory() && depth < MAX_DEPTH) {
            try {
                for (DirectoryEntry each : call.files().list(path)) {
                    sum += walk(
                            call,
                            path.endsWith("/") ? path + each.name() : path + "/" + each.name(),
                            depth + 1,
                            shown,
                            seen);
                }
            } catch (ErrnoException e) {
                call.cannot("cannot read directory", path, e);
            }
        }
        if (depth <= shown && (stat.isDirectory() || depth == 0 || call.has("a"))) {
            print(call, sum, path);
        }
        return sum;
    }

    private static void print(Call call, long bytes, String path) throws IOException {
        String size = call.has("h") || call.has("si")
                ? Sizes.human(bytes, call.has("si") ? 1000 : 1024)
                : Long.toString(
                        call.has("b") ? bytes : call.has("m") ? (bytes + (1 << 20) - 1) >> 20 : (bytes + 1023) / 1024);
        call.print(size + "\t" + path + (call.has("0") ? "\0" : "\n"));
    }
}
