package postroom.labs.debian.grep;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.OpenFile;
import postroom.labs.io.ErrnoException;

/** Goes through the files of a {@code grep} and prints what is asked for. */
final class Scan {
    private static final int HEAD = 32768;

    private final Call call;
    private final Matcher matcher;
    private final boolean prefix;
    private final boolean color;
    private final long before;
    private final long after;
    private final long most;
    private boolean selected;
    private boolean listed;
    private boolean printedAny;

    Scan(Call call, Matcher matcher, boolean prefix) throws ErrnoException {
        this.call = call;
        this.matcher = matcher;
        this.prefix = prefix;
        this.color = color(call);
        this.before = context(call, "B");
        this.after = context(call, "A");
        String max = call.value("m", null);
        if (max != null && !max.matches("-?[0-9]{1,9}")) {
            throw Failure.of(2, "invalid max count");
        }
        this.most = max == null || max.startsWith("-") ? Long.MAX_VALUE : Long.parseLong(max);
    }

    private static boolean color(Call call) throws ErrnoException {
        if (!call.has("color")) {
            return false;
        }
        String when = call.value("color", null);
        if (when != null && List.of("always", "yes", "force").contains(when)) {
            return true;
        }
        String term = call.process().environment().getOrDefault("TERM", "dumb");
        boolean auto = when == null || List.of("auto", "tty", "if-tty").contains(when);
        return auto && call.process().fd(1).terminal().isPresent() && !term.equals("dumb");
    }

    private static long context(Call call, String option) {
        String given = call.value(option, call.value("C", "0"));
        if (!given.matches("[0-9]{1,18}")) {
            throw Failure.of(2, given + ": invalid context length argument");
        }
        return call.has("o") ? 0 : Long.parseLong(given);
    }

    /** Complains about numbers that are none, before anything else is looked at. */
    static void checkNumbers(Call call) {
        context(call, "A");
        context(call, "B");
    }

    boolean selected() {
        return selected;
    }

    boolean listed() {
        return listed;
    }

    void file(String name) throws IOException {
        String shown = name.equals("-") ? call.value("label", "(standard input)") : name;
        try (Input in = Input.open(call.process(), name)) {
            if (isOutput(in)) {
                call.complain(2, (name.equals("-") ? "(standard input)" : name) + ": input file is also the output");
                return;
            }
            lines(in, shown, !call.has("a") && !"text".equals(call.value("binary-files", "")) && hasNul(in));
        }
    }

    private boolean isOutput(Input in) throws ErrnoException {
        return in.descriptor() instanceof OpenFile from
                && call.process().fd(1) instanceof OpenFile to
                && from.stat().ino() == to.stat().ino()
                && !call.has("q", "l", "L", "c");
    }

    /** A NUL among the first bytes makes a file binary. */
    private boolean hasNul(Input in) throws ErrnoException {
        if (!(in.descriptor() instanceof OpenFile file) || call.has("z")) {
            return false;
        }
        byte[] head = new byte[HEAD];
        long at = file.position();
        int n = file.tryRead(head, 0, HEAD);
        file.seek(at);
        for (int i = 0; i < n; i++) {
            if (head[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private record Held(long number, long offset, String line) {}

    private void lines(Input in, String name, boolean binaryFromStart) throws IOException {
        boolean quiet = call.has("q", "l", "L", "c");
        int end = call.has("z") ? 0 : '\n';
        ArrayDeque<Held> held = new ArrayDeque<>();
        long number = 0;
        long offset = 0;
        long count = 0;
        long trailing = 0;
        long lastPrinted = 0;
        boolean binary = binaryFromStart && !quiet;
        if (binary && ("without-match".equals(call.value("binary-files", "")) || call.has("I"))) {
            return;
        }
        while (count < most || trailing > 0) {
            byte[] bytes = in.line(end);
            if (bytes == null) {
                break;
            }
            number++;
            String line = Text.of(bytes);
            boolean hit = count < most && (matcher.find(line, 0) != null) != call.has("v");
            if (hit) {
                count++;
                selected = true;
                if (quiet && !call.has("c")) {
                    break;
                }
                boolean odd = !quiet && !call.has("a", "z") && isBinary(line);
                if (binary || odd && !"text".equals(call.value("binary-files", ""))) {
                    call.out().flush();
                    call.process().err().write(Text.bytes("grep: " + name + ": binary file matches\n"));
                    return;
                }
            }
            if (!quiet && hit) {
                long first = held.isEmpty() ? number : held.peek().number;
                separate(lastPrinted, first);
                for (Held each : held) {
                    print(name, each, '-');
                }
                held.clear();
                print(name, new Held(number, offset, line), ':');
                lastPrinted = number;
                trailing = after;
            } else if (!quiet && trailing > 0) {
                trailing--;
                print(name, new Held(number, offset, line), '-');
                lastPrinted = number;
            } else if (!quiet && before > 0) {
                held.add(new Held(number, offset, line));
                if (held.size() > before) {
                    held.remove();
                }
            }
            offset += bytes.length + 1L;
        }
        summary(name, count);
    }

    private static boolean isBinary(String line) {
        return line.chars().anyMatch(it -> it == 0 || it >= 0xDC80 && it <= 0xDCFF)
                && line.codePoints().anyMatch(it -> it == 0 || it >= 0xDC80 && it <= 0xDCFF);
    }

    private void summary(String name, long count) throws IOException {
        String end = call.has("Z") ? "\0" : "\n";
        if (call.has("q")) {
            return;
        }
        if (call.has("l") && count > 0 || call.has("L") && count == 0) {
            listed = true;
            call.print(paint("35", name) + end);
        } else if (call.has("c") && !call.has("l", "L")) {
            call.print((prefix ? paint("35", name) + (call.has("Z") ? "\0" : paint("36", ":")) : "") + count + "\n");
        }
    }

    private void separate(long lastPrinted, long first) throws IOException {
        boolean context = call.has("A", "B", "C") && !call.has("o");
        if (context
                && printedAny
                && first > lastPrinted + (lastPrinted == 0 ? 0 : 1)
                && !call.has("no-group-separator")) {
            call.print(paint("36", call.value("group-separator", "--")) + "\n");
        }
        printedAny = true;
    }

    private void print(String name, Held held, char separator) throws IOException {
        StringBuilder head = new StringBuilder();
        String mark = paint("36", String.valueOf(separator));
        if (prefix) {
            head.append(paint("35", name)).append(call.has("Z") ? "\0" : mark);
        }
        if (call.has("n")) {
            head.append(paint("32", Long.toString(held.number))).append(mark);
        }
        String end = call.has("z") ? "\0" : "\n";
        if (call.has("o")) {
            parts(head.toString(), mark, held, end);
            return;
        }
        if (call.has("b")) {
            head.append(paint("32", Long.toString(held.offset))).append(mark);
        }
        boolean highlight = color && (separator == ':') != call.has("v");
        call.print(head
                + (call.has("T") && head.length() > 0 ? "\t" : "")
                + (highlight ? highlighted(held.line) : held.line)
                + end);
        if (call.has("line-buffered")) {
            call.out().flush();
        }
    }

    private void parts(String head, String mark, Held held, String end) throws IOException {
        if (call.has("v")) {
            return;
        }
        int from = 0;
        for (Matcher.Span span = matcher.find(held.line, from); span != null; span = matcher.find(held.line, from)) {
            if (span.end() > span.start()) {
                String offset = call.has("b")
                        ? paint(
                                        "32",
                                        Long.toString(
                                                held.offset + Text.bytes(held.line.substring(0, span.start())).length))
                                + mark
                        : "";
                call.print(head + offset + paint("01;31", held.line.substring(span.start(), span.end())) + end);
            }
            from = Math.max(span.end(), span.start() + 1);
            if (from > held.line.length()) {
                return;
            }
        }
    }

    private String highlighted(String line) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from <= line.length()) {
            Matcher.Span span = matcher.find(line, from);
            if (span == null) {
                break;
            }
            if (span.end() == span.start()) {
                int next = Math.min(line.length(), span.start() + 1);
                out.append(line, from, next);
                from = span.start() + 1;
                continue;
            }
            out.append(line, from, span.start()).append(paint("01;31", line.substring(span.start(), span.end())));
            from = span.end();
        }
        return out.append(line.substring(Math.min(from, line.length()))).toString();
    }

    private String paint(String code, String text) {
        return color ? "\u001b[" + code + "m\u001b[K" + text + "\u001b[m\u001b[K" : text;
    }
}
