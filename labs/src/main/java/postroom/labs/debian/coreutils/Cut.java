package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Output;
import postroom.labs.io.ErrnoException;

/** {@code cut(1)}: bytes or fields of each line. */
final class Cut extends GnuProgram {
    Cut() {
        super(
                "b:c:d:f:nsz",
                "bytes=",
                "b",
                "characters=",
                "c",
                "complement",
                "complement",
                "delimiter=",
                "d",
                "fields=",
                "f",
                "only-delimited",
                "s",
                "output-delimiter=",
                "output",
                "zero-terminated",
                "z");
    }

    private record Range(int first, int last) {}

    @Override
    protected int run(Call call) throws IOException {
        boolean fields = call.has("f");
        if (!call.has("b", "c", "f")) {
            throw Failure.usage("you must specify a list of bytes, characters, or fields");
        }
        if (fields && call.has("b", "c")) {
            throw Failure.usage("only one list may be specified");
        }
        byte[] delimiter = Text.bytes(call.value("d", "\t"));
        if (delimiter.length > 1) {
            throw Failure.usage("the delimiter must be a single character");
        }
        if (!fields && call.has("d")) {
            throw Failure.usage("an input delimiter may be specified only when operating on fields");
        }
        if (!fields && call.has("s")) {
            throw Failure.usage("suppressing non-delimited lines makes sense\n\tonly when operating on fields");
        }
        List<Range> ranges = ranges(call.value(fields ? "f" : call.last("b", "b", "c"), ""), fields);
        byte[] glue = Text.bytes(call.value("output", fields ? Text.of(delimiter) : ""));
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (byte[] line = in.line(); line != null; line = in.line()) {
                    if (fields) {
                        fields(call, line, delimiter.length == 0 ? 0 : delimiter[0], ranges, glue);
                    } else {
                        bytes(call, line, ranges, glue);
                    }
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static List<Range> ranges(String list, boolean fields) {
        List<Range> ranges = new ArrayList<>();
        String what = fields ? "field" : "byte/character";
        for (String each : list.split("[, \t]", -1)) {
            if (!each.matches("[0-9]*-?[0-9]*")) {
                throw Failure.usage(
                        fields
                                ? "invalid field value " + Quoting.locale(each)
                                : "invalid byte/character position " + Quoting.locale(each));
            }
            if (each.equals("-")) {
                throw Failure.usage("invalid range with no endpoint: -");
            }
            int dash = each.indexOf('-');
            int first = dash == 0 ? 1 : number(dash < 0 ? each : each.substring(0, dash));
            int last =
                    dash < 0 ? first : dash == each.length() - 1 ? Integer.MAX_VALUE : number(each.substring(dash + 1));
            if (first == 0 || last == 0) {
                throw Failure.usage(
                        fields ? "fields are numbered from 1" : "byte/character positions are numbered from 1");
            }
            if (last < first) {
                throw Failure.usage("invalid decreasing range");
            }
            ranges.add(new Range(first, last));
        }
        if (ranges.isEmpty()) {
            throw Failure.usage("missing list of " + what + "s");
        }
        return ranges;
    }

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static boolean chosen(Call call, List<Range> ranges, int position) {
        boolean in = ranges.stream().anyMatch(it -> position >= it.first && position <= it.last);
        return in != call.has("complement");
    }

    private static void bytes(Call call, byte[] line, List<Range> ranges, byte[] glue) throws IOException {
        Output out = call.out();
        boolean any = false;
        boolean previous = false;
        for (int i = 0; i < line.length; i++) {
            boolean now = chosen(call, ranges, i + 1);
            if (now) {
                if (any && !previous) {
                    out.write(glue);
                }
                out.write(line[i]);
                any = true;
            }
            previous = now;
        }
        out.write('\n');
    }

    private static void fields(Call call, byte[] line, byte delimiter, List<Range> ranges, byte[] glue)
            throws IOException {
        Output out = call.out();
        List<byte[]> parts = split(line, delimiter);
        if (parts.size() == 1) {
            if (!call.has("s")) {
                out.write(line);
                out.write('\n');
            }
            return;
        }
        boolean any = false;
        for (int i = 0; i < parts.size(); i++) {
            if (chosen(call, ranges, i + 1)) {
                if (any) {
                    out.write(glue);
                }
                out.write(parts.get(i));
                any = true;
            }
        }
        out.write('\n');
    }

    private static List<byte[]> split(byte[] line, byte delimiter) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == delimiter) {
                parts.add(Arrays.copyOfRange(line, start, i));
                start = i + 1;
            }
        }
        parts.add(Arrays.copyOfRange(line, start, line.length));
        return parts;
    }
}
