package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code join(1)}: joins the lines of two sorted files that have a field in common. */
final class Join extends GnuProgram {
    Join() {
        super(
                "a:e:i1:2:j:o:t:v:z",
                "ignore-case",
                "i",
                "check-order",
                "check",
                "nocheck-order",
                "nocheck",
                "zero-terminated",
                "z",
                "header",
                "header");
    }

    /** A line in its fields. */
    private record Row(String text, List<String> fields) {}

    /** A field of the output: of file 1 or 2, counted from 0; file 0 means the common field. */
    private record Wanted(int file, int field) {}

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        call.atLeast(2);
        if (names.size() > 2) {
            throw Failure.usage("extra operand " + Quoting.always(names.get(2)));
        }
        new Run(call).run();
        return 0;
    }

    private static int field(String text) {
        if (!text.matches("[0-9]{1,9}") || text.matches("0+")) {
            throw Failure.of(1, "invalid field number: " + Quoting.locale(text));
        }
        return Integer.parseInt(text) - 1;
    }

    /** One run. */
    private static final class Run {
        private final Call call;
        private final String separator;
        private final int separatorByte;
        private final boolean[] unpaired = new boolean[2];
        private boolean paired = true;
        private final int[] keys = {0, 0};
        private final List<Wanted> format = new ArrayList<>();
        private boolean automatic;
        private final Input[] in = new Input[2];
        private final int[] numbers = new int[2];
        private final Row[] previous = new Row[2];
        private final boolean[] disorder = new boolean[2];
        private boolean seenUnpaired;

        Run(Call call) {
            this.call = call;
            String given = call.value("t", null);
            if (given != null && given.length() > 1 && !given.equals("\\0")) {
                throw Failure.of(1, "multi-character tab " + Quoting.locale(given));
            }
            this.separator = given;
            this.separatorByte = call.has("z") ? 0 : '\n';
            for (Getopt.Option each : call.options()) {
                switch (each.key()) {
                    case "1" -> keys[0] = field(each.value());
                    case "2" -> keys[1] = field(each.value());
                    case "j" -> Arrays.fill(keys, field(each.value()));
                    case "a" -> unpaired[file(each.value())] = true;
                    case "v" -> {
                        unpaired[file(each.value())] = true;
                        paired = false;
                    }
                    case "o" -> format(each.value());
                    default -> {}
                }
            }
        }

        private static int file(String text) {
            if (!text.matches("[12]")) {
                throw Failure.of(1, "invalid field number: " + Quoting.locale(text));
            }
            return Integer.parseInt(text) - 1;
        }

        private void format(String text) {
            if (text.equals("auto")) {
                automatic = true;
                return;
            }
            for (String each : text.split("[,\\s]+")) {
                if (each.equals("0")) {
                    format.add(new Wanted(0, 0));
                } else if (each.matches("[12]\\..*")) {
                    format.add(new Wanted(each.charAt(0) - '0', field(each.substring(2))));
                } else if (each.matches("[12]")) {
                    throw Failure.of(1, "invalid field specifier: " + Quoting.locale(each));
                } else {
                    throw Failure.of(1, "invalid file number in field spec: " + Quoting.locale(each));
                }
            }
        }

        void run() throws IOException {
            try {
                for (int i = 0; i < 2; i++) {
                    String name = call.operands().get(i);
                    try {
                        in[i] = Input.open(call.process(), name);
                        in[i].descriptor();
                    } catch (ErrnoException e) {
                        throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
                    }
                }
                join();
            } finally {
                for (Input each : in) {
                    if (each != null) {
                        each.close();
                    }
                }
            }
            if (disorder[0] || disorder[1]) {
                throw Failure.of(1, "input is not in sorted order");
            }
        }

        private void join() throws IOException {
            Row left = next(0);
            Row right = next(1);
            if (automatic) {
                automatic(left, right);
            }
            if (call.has("header") && (left != null || right != null)) {
                print(left, right);
                previous[0] = null;
                previous[1] = null;
                left = next(0);
                right = next(1);
            }
            while (left != null && right != null) {
                int order = compare(key(left, 0), key(right, 1));
                if (order < 0) {
                    left = alone(left, 0);
                } else if (order > 0) {
                    right = alone(right, 1);
                } else {
                    List<Row> lefts = new ArrayList<>();
                    String key = key(left, 0);
                    while (left != null && compare(key(left, 0), key) == 0) {
                        lefts.add(left);
                        left = next(0);
                    }
                    List<Row> rights = new ArrayList<>();
                    while (right != null && compare(key(right, 1), key) == 0) {
                        rights.add(right);
                        right = next(1);
                    }
                    for (Row l : lefts) {
                        for (Row r : rights) {
                            call.process().step();
                            if (paired) {
                                print(l, r);
                            }
                        }
                    }
                }
            }
            while (left != null) {
                left = alone(left, 0);
            }
            while (right != null) {
                right = alone(right, 1);
            }
        }

        private Row alone(Row row, int file) throws IOException {
            seenUnpaired = true;
            if (unpaired[file]) {
                print(file == 0 ? row : null, file == 0 ? null : row);
            }
            return next(file);
        }

        private Row next(int file) throws IOException {
            byte[] bytes;
            try {
                bytes = in[file].line(separatorByte);
            } catch (ErrnoException e) {
                throw Failure.of(1, Quoting.name(call.operands().get(file)) + ": " + e.getMessage());
            }
            if (bytes == null) {
                return null;
            }
            String line = postroom.labs.debian.gnu.Text.of(bytes);
            numbers[file]++;
            Row row = new Row(line, fields(line));
            boolean checks = call.has("check") || !call.has("nocheck") && seenUnpaired;
            if (checks
                    && previous[file] != null
                    && !disorder[file]
                    && compare(key(previous[file], file), key(row, file)) > 0) {
                String message =
                        Quoting.name(call.operands().get(file)) + ":" + numbers[file] + ": is not sorted: " + line;
                if (call.has("check")) {
                    throw Failure.of(1, message);
                }
                disorder[file] = true;
                call.warn(message);
            }
            previous[file] = row;
            return row;
        }

        private List<String> fields(String line) {
            if (separator == null) {
                String bare = line.replaceFirst("^[ \t]+", "");
                return bare.isEmpty() ? List.of() : List.of(bare.split("[ \t\n]+"));
            }
            if (separator.isEmpty()) {
                return List.of(line);
            }
            char c = separator.equals("\\0") ? 0 : separator.charAt(0);
            return List.of(line.split(java.util.regex.Pattern.quote(String.valueOf(c)), -1));
        }

        private String key(Row row, int file) {
            return keys[file] < row.fields.size() ? row.fields.get(keys[file]) : "";
        }

        private int compare(String left, String right) {
            return call.has("i")
                    ? left.toLowerCase(Locale.ROOT).compareTo(right.toLowerCase(Locale.ROOT))
                    : Sort.compareBytes(left, right);
        }

        private void automatic(Row left, Row right) {
            format.add(new Wanted(0, 0));
            Row[] rows = {left, right};
            for (int file = 0; file < 2; file++) {
                for (int i = 0; rows[file] != null && i < rows[file].fields.size(); i++) {
                    if (i != keys[file]) {
                        format.add(new Wanted(file + 1, i));
                    }
                }
            }
        }

        private void print(Row left, Row right) throws IOException {
            List<String> out = new ArrayList<>();
            String common = left != null ? key(left, 0) : key(right, 1);
            if (!format.isEmpty()) {
                for (Wanted each : format) {
                    Row row = each.file == 1 ? left : right;
                    boolean there = row != null && each.field < row.fields.size();
                    out.add(filled(each.file == 0 ? common : there ? row.fields.get(each.field) : ""));
                }
            } else {
                out.add(filled(common));
                rest(out, left, 0);
                rest(out, right, 1);
            }
            String glue = separator == null ? " " : separator.equals("\\0") ? "\0" : separator;
            call.print(String.join(glue, out) + (char) separatorByte);
        }

        private void rest(List<String> out, Row row, int file) {
            for (int i = 0; row != null && i < row.fields.size(); i++) {
                if (i != keys[file]) {
                    out.add(filled(row.fields.get(i)));
                }
            }
        }

        private String filled(String text) {
            return text.isEmpty() ? call.value("e", "") : text;
        }
    }

    /** {@code -j1 N} and {@code -j2 N} are old forms of {@code -1 N} and {@code -2 N}; operands of {@code -o} may be words. */
    @Override
    protected List<String> rewritten(Process process) {
        return process.argv().stream()
                .map(it -> it.equals("-j1") ? "-1" : it.equals("-j2") ? "-2" : it)
                .toList();
    }
}
