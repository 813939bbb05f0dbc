package postroom.labs.debian.sed;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;

/** Runs a sed script over its files: pattern space, hold space, ranges, and what is put out at the end of a cycle. */
final class Editor {
    private static final int MAX_SPACE = 32 << 20;

    private final Call call;
    private final List<Instruction> program;
    private final boolean quiet;
    private final char end;
    private final Ranges ranges;
    private final SedOutput out;
    private final Appended appended;
    private final Substitutions substitutions;
    private Lines lines;
    private String space = "";
    private String hold = "";
    private boolean substituted;
    private int exit = -1;

    Editor(Call call, List<Instruction> program, boolean quiet) {
        this.call = call;
        this.program = program;
        this.quiet = quiet;
        this.end = call.has("z") ? '\0' : '\n';
        this.out = new SedOutput(call, end);
        this.appended = new Appended(call, end);
        this.substitutions = new Substitutions(call);
        this.ranges = new Ranges(
                program.size(), it -> substitutions.matches(it.pattern(), space).next());
    }

    int run(List<String> names) throws IOException {
        if (!call.has("i", "s")) {
            lines = new Lines(call, names, end);
            cycles();
            return Math.max(exit, 0);
        }
        InPlace inPlace = call.has("i") ? new InPlace(call) : null;
        for (String name : names) {
            if (exit >= 0) {
                break;
            }
            lines = new Lines(call, List.of(name), end);
            if (inPlace == null) {
                cycles();
            } else if (inPlace.editable(name)) {
                out.gather();
                cycles();
                inPlace.replace(name, out.gathered());
            }
        }
        return Math.max(exit, 0);
    }

    private void cycles() throws IOException {
        boolean again = false;
        while (exit < 0) {
            if (!again) {
                String next = lines.next();
                if (next == null) {
                    return;
                }
                space = next;
            }
            call.process().step();
            substituted = false;
            again = cycle();
        }
    }

    /** One pass; true if {@code D} asks for another without a new line. */
    private boolean cycle() throws IOException {
        int at = 0;
        while (at < program.size()) {
            call.process().step();
            Instruction each = program.get(at);
            if (ranges.selected(each, lines) == each.negated()) {
                at = each.name() == '{' ? each.target() : at + 1;
                continue;
            }
            at++;
            switch (each.name()) {
                case 'd' -> {
                    flush();
                    return false;
                }
                case 'D' -> {
                    int newline = space.indexOf('\n');
                    flush();
                    if (newline < 0) {
                        return false;
                    }
                    space = space.substring(newline + 1);
                    return true;
                }
                case 'b' -> at = each.target();
                case 't' -> {
                    at = substituted ? each.target() : at;
                    substituted = false;
                }
                case 'T' -> {
                    at = substituted ? at : each.target();
                    substituted = false;
                }
                case 'q', 'Q' -> {
                    exit = each.number();
                    if (each.name() == 'q') {
                        endOfCycle();
                    }
                    return false;
                }
                case 'n' -> {
                    if (lines.atEnd()) {
                        exit = call.has("i", "s") ? -1 : 0;
                        endOfCycle();
                        return false;
                    }
                    endOfCycle();
                    space = lines.next();
                }
                case 'N' -> {
                    if (lines.atEnd()) {
                        endOfCycle();
                        return false;
                    }
                    flush();
                    space = bounded(space + "\n" + lines.next());
                }
                case 'c' -> {
                    if (each.to() == null || each.negated() || !ranges.open(each)) {
                        out.print(each.text());
                    }
                    flush();
                    return false;
                }
                default -> simple(each);
            }
        }
        endOfCycle();
        return false;
    }

    private static String bounded(String text) {
        bound(text.length());
        return text;
    }

    /** No space may be longer than this lab bears. */
    static void bound(int length) {
        if (length > MAX_SPACE) {
            throw Failure.of(4, "couldn't allocate memory");
        }
    }

    private void simple(Instruction each) throws IOException {
        switch (each.name()) {
            case 's' -> substitute(each.substitution());
            case 'y' -> transliterate(each.text());
            case 'p' -> line(space);
            case 'P' -> line(space.indexOf('\n') < 0 ? space : space.substring(0, space.indexOf('\n')));
            case 'a' -> appended.add(each.text());
            case 'i' -> out.print(each.text());
            case 'g' -> space = hold;
            case 'G' -> space = bounded(space + "\n" + hold);
            case 'h' -> hold = space;
            case 'H' -> hold = bounded(hold + "\n" + space);
            case 'x' -> {
                String other = hold;
                hold = space;
                space = other;
            }
            case 'z' -> space = "";
            case '=' -> out.print(lines.number() + "\n");
            case 'F' -> out.print(lines.name() + "\n");
            case 'l' -> out.print(Visible.of(space, each.number() >= 0 ? each.number() : listWidth()));
            case 'r' -> appended.addFile(each.text());
            case 'R' -> appended.addLine(each.text());
            case 'w' -> out.write(each.text(), space + "\n");
            case 'W' -> out.write(each.text(), space.split("\n", 2)[0] + "\n");
            default -> {}
        }
    }

    private void transliterate(String map) {
        int half = map.length() / 2;
        StringBuilder out = new StringBuilder();
        for (char c : space.toCharArray()) {
            int at = map.substring(0, half).indexOf(c);
            out.append(at < 0 ? c : map.charAt(half + at));
        }
        space = out.toString();
    }

    private int listWidth() {
        String given = call.value("l", "70");
        return given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : 0;
    }

    private void substitute(Instruction.Substitution s) throws IOException {
        String replaced = substitutions.substitute(s, space);
        if (replaced == null) {
            return;
        }
        space = replaced;
        substituted = true;
        if (s.print()) {
            line(space);
        }
        if (s.file() != null) {
            out.write(s.file(), space + "\n");
        }
    }

    private void endOfCycle() throws IOException {
        if (!quiet) {
            line(space);
        }
        flush();
    }

    private void flush() throws IOException {
        appended.flush(out);
    }

    /** The pattern space; the last line goes out without a line feed if it came without one. */
    private void line(String text) throws IOException {
        out.line(text, !lines.newline() && lines.atEnd());
    }

    void close() {
        appended.close();
        out.close();
    }
}
