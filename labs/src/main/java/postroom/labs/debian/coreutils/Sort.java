package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.host.OutputException;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code sort(1)}: sorts lines by bytes or by keys. Holds at most 64 MiB. */
final class Sort extends GnuProgram {
    private static final long MAX_BYTES = 64 << 20;

    Sort() {
        super(
                Suite.COREUTILS,
                2,
                "bcCdfghik:mMno:rRsS:t:T:uVz",
                "ignore-leading-blanks",
                "b",
                "check==",
                "c",
                "dictionary-order",
                "d",
                "ignore-case",
                "f",
                "general-numeric-sort",
                "g",
                "human-numeric-sort",
                "h",
                "key=",
                "k",
                "merge",
                "m",
                "month-sort",
                "M",
                "numeric-sort",
                "n",
                "output=",
                "o",
                "reverse",
                "r",
                "random-sort",
                "R",
                "stable",
                "s",
                "field-separator=",
                "t",
                "unique",
                "u",
                "version-sort",
                "V",
                "zero-terminated",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        String separator = call.value("t", null);
        if (separator != null && (separator.length() != 1 && !separator.equals("\\0"))) {
            throw Failure.of(2, separator.isEmpty() ? "empty tab" : "multi-character tab " + Quoting.locale(separator));
        }
        List<SortKey> keys = new ArrayList<>();
        StringBuilder global = new StringBuilder();
        call.options().stream().filter(it -> "bdfghiMnrRV".contains(it.key())).forEach(it -> global.append(it.key()));
        call.options().stream()
                .filter(it -> it.is("k"))
                .forEach(it -> keys.add(SortKey.parse(it.value(), global.toString(), separator)));
        if (keys.isEmpty() && global.length() > 0) {
            keys.add(SortKey.whole(global.toString(), separator));
        }
        Comparator<String> byKeys = (a, b) -> {
            call.process().step();
            for (SortKey key : keys) {
                int order = key.compare(a, b);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
        boolean reverse = call.has("r");
        Comparator<String> bytes = (a, b) -> reverse ? compareBytes(b, a) : compareBytes(a, b);
        boolean lastResort = !call.has("s", "u") || keys.isEmpty();
        Comparator<String> order = lastResort ? byKeys.thenComparing(bytes) : byKeys;
        List<String> lines = read(call);
        if (call.has("c", "C")) {
            return check(call, lines, order);
        }
        lines.sort(order);
        write(call, lines, order);
        return 0;
    }

    private static List<String> read(Call call) throws IOException {
        List<String> lines = new ArrayList<>();
        long size = 0;
        int end = call.has("z") ? 0 : '\n';
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (byte[] line = in.line(end); line != null; line = in.line(end)) {
                    lines.add(Text.of(line));
                    size += line.length + 40;
                    if (size > MAX_BYTES) {
                        throw Failure.of(2, "memory exhausted");
                    }
                }
            } catch (ErrnoException e) {
                String what = e.errno() == Errno.EISDIR ? "read failed" : "cannot read";
                throw Failure.of(2, what + ": " + Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return lines;
    }

    private static int check(Call call, List<String> lines, Comparator<String> order) throws IOException {
        for (int i = 1; i < lines.size(); i++) {
            int sign = order.compare(lines.get(i - 1), lines.get(i));
            if (sign > 0 || sign == 0 && call.has("u")) {
                if (call.has("c")) {
                    call.warn(call.inputs().get(0) + ":" + (i + 1) + ": disorder: " + lines.get(i));
                }
                return 1;
            }
        }
        return 0;
    }

    private static void write(Call call, List<String> lines, Comparator<String> order) throws IOException {
        String output = call.value("o", null);
        if (output != null) {
            try {
                Set<Open> flags = EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE);
                call.process().fd(1, call.process().open(output, flags, 0666));
            } catch (ErrnoException e) {
                throw Failure.of(2, "open failed: " + Quoting.name(output) + ": " + e.getMessage());
            }
        }
        try {
            print(call, lines, order);
            call.out().flush();
        } catch (OutputException e) {
            String target = Quoting.name(output == null ? "standard output" : output);
            call.complain(2, "fflush failed: " + target + ": " + e.getMessage());
            throw Failure.of(2, "write error");
        }
    }

    private static void print(Call call, List<String> lines, Comparator<String> order) throws IOException {
        String previous = null;
        String end = call.has("z") ? "\0" : "\n";
        for (String line : lines) {
            if (!call.has("u") || previous == null || order.compare(previous, line) != 0) {
                call.print(line + end);
                previous = line;
            }
        }
    }

    /** The order of {@code memcmp}: that of code points, except for escaped bytes, whose order among each other is right. */
    static int compareBytes(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean either = Character.isSurrogate(x) || Character.isSurrogate(y);
                return either ? Arrays.compareUnsigned(Text.bytes(a), Text.bytes(b)) : x - y;
            }
        }
        return a.length() - b.length();
    }

    /** The number at the beginning of a text ({@code -n}); 0 if there is none. */
    static BigDecimal number(String text) {
        int i = 0;
        while (i < text.length() && " \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        int start = i;
        if (i < text.length() && text.charAt(i) == '-') {
            i++;
        }
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '.') {
            i++;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
        }
        String digits = text.substring(start, Math.min(i, start + 400));
        return digits.chars().anyMatch(it -> it >= '0' && it <= '9')
                ? new BigDecimal(digits.endsWith(".") ? digits + "0" : digits)
                : BigDecimal.ZERO;
    }
}
