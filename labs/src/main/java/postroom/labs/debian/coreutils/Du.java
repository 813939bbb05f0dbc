package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
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
                "exclude-from=",
                "X",
                "threshold=",
                "t",
                "inodes",
                "inodes",
                "one-file-system",
                "x",
                "dereference",
                "L",
                "dereference-args",
                "D",
                "count-links",
                "l",
                "no-dereference",
                "P",
                "null",
                "0");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("s") && call.has("a")) {
            throw Failure.usage("cannot both summarize and show all entries");
        }
        if (call.has("s") && call.has("d")) {
            String conflict = call.value("d", "").equals("0")
                    ? "warning: summarizing is the same as using --max-depth=0"
                    : "warning: summarizing conflicts with --max-depth=" + call.value("d", "");
            if (!call.value("d", "").equals("0")) {
                throw Failure.usage(conflict);
            }
            call.warn(conflict);
        }
        OptionalLong threshold = threshold(call);
        Exclusions exclusions = Exclusions.of(call);
        String depth = call.value("d", call.has("s") ? "0" : "100000");
        if (!depth.matches("[0-9]{1,9}")) {
            throw Failure.usage("invalid maximum depth " + Quoting.locale(depth));
        }
        Walk walk = new Walk(call, Integer.parseInt(depth), threshold, exclusions);
        long total = 0;
        for (String each : call.operands().isEmpty() ? List.of(".") : call.operands()) {
            try {
                total += walk.size(each, 0);
            } catch (ErrnoException e) {
                call.cannot("cannot access", each, e);
            }
        }
        if (call.has("c")) {
            print(call, total, "total");
        }
        return call.status();
    }

    /** The limit of {@code -t}: sizes from it on, or, if it is negative, up to it. */
    private static OptionalLong threshold(Call call) {
        String text = call.value("t", null);
        if (text == null) {
            return OptionalLong.empty();
        }
        boolean negative = text.startsWith("-");
        OptionalLong size = Sizes.parse(negative ? text.substring(1) : text);
        if (size.isEmpty() || negative && size.getAsLong() == 0) {
            boolean full = call.process().arguments().stream().anyMatch(it -> it.startsWith("--t"));
            String option = full ? "--threshold" : "-t";
            throw Failure.of(1, "invalid " + option + " argument '" + text + "'");
        }
        return OptionalLong.of(negative ? -size.getAsLong() : size.getAsLong());
    }

    /** The way through the folders. */
    private record Walk(Call call, int shown, OptionalLong threshold, Exclusions exclusions, Set<Integer> seen) {
        private Walk(Call call, int shown, OptionalLong threshold, Exclusions exclusions) {
            this(call, shown, threshold, exclusions, new HashSet<>());
        }

        private long size(String path, int depth) throws IOException {
            call.process().step();
            boolean follows = call.has("L") || call.has("D") && depth == 0;
            Stat stat = follows ? call.files().stat(path) : call.files().lstat(path);
            if (exclusions.cover(path)) {
                return 0;
            }
            if (stat.links() > 1 && !stat.isDirectory() && !call.has("l") && !seen.add(stat.ino())) {
                return 0;
            }
            long own = call.has("inodes") ? 1 : call.has("b", "apparent") ? stat.size() : stat.stored();
            long below = 0;
            boolean other = call.has("x") && stat.computed() && depth > 0;
            if (other) {
                return 0;
            }
            if (stat.isDirectory() && depth < MAX_DEPTH) {
                try {
                    for (DirectoryEntry each : call.files().list(path)) {
                        below += child(path.endsWith("/") ? path + each.name() : path + "/" + each.name(), depth + 1);
                    }
                } catch (ErrnoException e) {
                    call.cannot("cannot read directory", path, e);
                }
            }
            long sum = own + (call.has("S") && depth >= 0 ? files(path, stat) : below);
            if (depth <= shown && (stat.isDirectory() || depth == 0 || call.has("a")) && within(sum)) {
                print(call, sum, path);
            }
            return own + below;
        }

        /** What may go while somebody looks, as processes do, is complained of, and the rest is counted. */
        private long child(String path, int depth) throws IOException {
            try {
                return size(path, depth);
            } catch (ErrnoException e) {
                call.cannot("cannot access", path, e);
                return 0;
            }
        }

        /** With {@code -S}: what lies in the folder itself. */
        private long files(String path, Stat stat) throws IOException {
            long sum = 0;
            if (stat.isDirectory()) {
                for (DirectoryEntry each : call.files().list(path)) {
                    Stat file = call.files().lstat(path + "/" + each.name());
                    if (!file.isDirectory()) {
                        sum += call.has("inodes") ? 1 : call.has("b", "apparent") ? file.size() : file.stored();
                    }
                }
            }
            return sum;
        }

        private boolean within(long size) {
            long limit = threshold.orElse(Long.MIN_VALUE);
            return threshold.isEmpty() || (limit < 0 ? size <= -limit : size >= limit);
        }
    }

    private static void print(Call call, long bytes, String path) throws IOException {
        String size;
        if (call.has("inodes")) {
            size = call.has("h") ? Sizes.human(bytes, 1024) : Long.toString(bytes);
        } else if (call.has("b")) {
            size = Long.toString(bytes);
        } else if (call.has("si")) {
            size = Sizes.human(bytes, 1000);
        } else {
            size = DfUnit.of(call).show(bytes);
        }
        call.print(size + "\t" + path + (call.has("0") ? "\0" : "\n"));
    }
}
