package postroom.labs.debian.sed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.Matches;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Runs a sed script over its files: pattern space, hold space, ranges, and what is put out at the end of a cycle. */
final class Editor {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MAX_SPACE = 32 << 20;

    private final Call call;
    private final List<Instruction> program;
    private final boolean quiet;
    private final char end;
    private final Ranges ranges;
    private final Map<String, Descriptor> written = new HashMap<>();
    private final Map<String, Input> read = new HashMap<>();
    private final StringBuilder appended = new StringBuilder();
    private Lines lines;
    private ByteArrayOutputStream inPlace;
    private String space = "";
    private String hold = "";
    private boolean substituted;
    private Pattern lastPattern;
    private int exit = -1;
    private boolean missingNewline;

    Editor(Call call, List<Instruction> program, boolean quiet) {
        this.call = call;
        this.program = program;
        this.quiet = quiet;
        this.end = call.has("z") ? '\0' : '\n';
        this.ranges = new Ranges(program.size(), it -> matches(it.pattern()).next());
    }

    int run(List<String> names) throws IOException {
        if (!call.has("i", "s")) {
            lines = new Lines(call, names, end);
            cycles();
            return Math.max(exit, 0);
        }
        for (String name : names) {
            if (exit >= 0) {
                break;
            }
            lines = new Lines(call, List.of(name), end);
            if (call.has("i") && !editable(name)) {
                continue;
            }
            inPlace = call.has("i") ? new ByteArrayOutputStream() : null;
            cycles();
            if (call.has("i")) {
                replace(name);
            }
        }
        return Math.max(exit, 0);
    }

    private boolean editable(String name) throws IOException {
        try {
            Stat stat = call.files().stat(name);
            if (!stat.isFile()) {
                call.complain(4, "couldn't edit " + name + ": not a regular file");
                return false;
            }
            return true;
        } catch (ErrnoException e) {
            call.complain(2, "can't read " + name + ": " + e.getMessage());
            return false;
        }
    }

    /** A new file takes the old one's place, as GNU sed does it: the folder must be writable. */
    private void replace(String name) throws IOException {
        FileAccess files = call.files();
        Stat stat = files.stat(name);
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "./" : name.substring(0, slash + 1);
        String temporary = folder + "sed" + letters();
        try {
            OpenFile out = files.open(temporary, EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600);
            byte[] bytes = inPlace.toByteArray();
            out.tryWrite(bytes, 0, bytes.length);
            out.close();
        } catch (ErrnoException e) {
            call.complain(4, "couldn't open temporary file " + temporary + ": " + e.getMessage());
            return;
        }
        if (files.who().isRoot()) {
            files.chown(temporary, stat.uid(), stat.gid(), true);
        }
        files.chmod(temporary, stat.mode());
        String suffix = call.value("i", null);
        if (suffix != null) {
            files.rename(
                    name,
                    suffix.contains("*") ? folder + suffix.replace("*", name.substring(slash + 1)) : name + suffix);
        }
        files.rename(temporary, name);
    }

    private String letters() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            out.append(LETTERS.charAt(call.process().host().random().nextInt(LETTERS.length())));
        }
        return out.toString();
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
                        print(each.text());
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

    private String bounded(String text) {
        if (text.length() > MAX_SPACE) {
            throw Failure.of(4, "couldn't allocate memory");
        }
        return text;
    }

    private void simple(Instruction each) throws IOException {
        switch (each.name()) {
            case 's' -> substitute(each.substitution());
            case 'y' -> transliterate(each.text());
            case 'p' -> line(space);
            case 'P' -> line(space.indexOf('\n') < 0 ? space : space.substring(0, space.indexOf('\n')));
            case 'a' -> appended.append(each.text());
            case 'i' -> print(each.text());
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
            case '=' -> print(lines.number() + "\n");
            case 'F' -> print(lines.name() + "\n");
            case 'l' -> print(visible(space, each.number() >= 0 ? each.number() : listWidth()));
            case 'r' -> readFile(each.text());
            case 'R' -> readLine(each.text());
            case 'w' -> write(each.text(), space + "\n");
            case 'W' -> write(each.text(), space.split("\n", 2)[0] + "\n");
            default -> {}
        }
    }

    /** {@code R}: the next line of a file, nothing if there is none. */
    private void readLine(String name) throws IOException {
        if (!read.containsKey(name)) {
            try {
                read.put(name, Input.open(call.process(), name.equals("/dev/stdin") ? "-" : name));
            } catch (ErrnoException unreadable) {
                read.put(name, null);
            }
        }
        Input in = read.get(name);
        byte[] line = in == null ? null : in.line(end);
        if (line != null) {
            appended.append(Text.of(line)).append(end);
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

    private static String visible(String text, int width) {
        StringBuilder out = new StringBuilder();
        for (byte b : Text.bytes(text)) {
            int at = "\\\u0007\b\f\n\r\t\u000b".indexOf((char) (b & 0xFF));
            out.append(
                    at >= 0
                            ? "\\" + "\\abfnrtv".charAt(at)
                            : b < 32 || b == 127 ? String.format("\\%03o", b & 0xFF) : String.valueOf((char) b));
        }
        return folded(out.toString(), width) + "$\n";
    }

    /** Cut to lines of {@code width} with the backslash at their end, but not within an escape; 0 does not cut. */
    private static String folded(String text, int width) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        int i = 0;
        while (i < text.length()) {
            int end = i + 1;
            if (text.charAt(i) == '\\') {
                end = Character.isDigit(text.charAt(i + 1)) ? i + 4 : i + 2;
            }
            if (width > 0 && used + end - i > width - 1) {
                out.append("\\\n");
                used = 0;
            }
            out.append(text, i, end);
            used += end - i;
            i = end;
        }
        return out.toString();
    }

    private int listWidth() {
        String given = call.value("l", "70");
        return given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : 0;
    }

    private Matches matches(Pattern given) {
        Pattern pattern = given == null ? lastPattern : given;
        if (pattern == null) {
            throw Failure.of(1, "no previous regular expression");
        }
        lastPattern = pattern;
        return new Matches(pattern, space, call.process()::step);
    }

    private void substitute(Instruction.Substitution s) throws IOException {
        Matches matches = matches(s.pattern());
        Matcher m = matches.match();
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        boolean any = false;
        while (matches.next()) {
            count++;
            if (count < s.which()) {
                continue;
            }
            out.append(space, from, m.start());
            Replacement.append(out, s.replacement(), m, space);
            from = m.end();
            any = true;
            bounded(out.toString().isEmpty() ? "" : out.length() > MAX_SPACE ? out.toString() : "");
            if (!s.global()) {
                break;
            }
        }
        if (!any) {
            return;
        }
        space = out.append(space.substring(from)).toString();
        substituted = true;
        if (s.print()) {
            line(space);
        }
        if (s.file() != null) {
            write(s.file(), space + "\n");
        }
    }

    private void endOfCycle() throws IOException {
        if (!quiet) {
            line(space);
        }
        flush();
    }

    private void flush() throws IOException {
        if (appended.length() > 0) {
            print(appended.toString());
            appended.setLength(0);
        }
    }

    /** The pattern space; the last line goes out without a line feed if it came without one. */
    private void line(String text) throws IOException {
        boolean bare = !lines.newline() && lines.atEnd();
        print(text + (bare ? "" : String.valueOf(end)));
        missingNewline = bare;
    }

    private void print(String text) throws IOException {
        String out = missingNewline ? end + text : text;
        missingNewline = false;
        if (inPlace != null) {
            inPlace.writeBytes(Text.bytes(out));
            return;
        }
        call.print(out);
        if (call.has("u")) {
            call.out().flush();
        }
    }

    private void readFile(String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            appended.append(Text.of(in.rest()));
        } catch (ErrnoException unreadable) {
            return; // sed(1): a file that cannot be read counts as empty
        }
    }

    private void write(String name, String text) throws IOException {
        if (name.equals("/dev/stdout")) {
            print(text);
            return;
        }
        Descriptor out = written.get(name);
        if (out == null) {
            try {
                out = call.process().open(name, EnumSet.of(Open.WRITE, Open.CREATE, Open.TRUNCATE), 0666);
            } catch (ErrnoException e) {
                throw Failure.of(4, "couldn't open file " + name + ": " + e.getMessage());
            }
            written.put(name, out);
        }
        byte[] bytes = Text.bytes(text);
        call.process().write(out, bytes, 0, bytes.length);
    }

    void close() {
        read.values().stream().filter(it -> it != null).forEach(Input::close);
        written.values().forEach(Descriptor::close);
    }
}
