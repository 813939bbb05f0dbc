package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code wc(1)}: counts lines, words, characters and bytes. */
final class Wc extends GnuProgram {
    Wc() {
        super("clLmw", "bytes", "c", "chars", "m", "lines", "l", "max-line-length", "L", "words", "w");
    }

    private static final class Counts {
        long lines;
        long words;
        long chars;
        long bytes;
        long longest;

        void add(Counts other) {
            lines += other.lines;
            words += other.words;
            chars += other.chars;
            bytes += other.bytes;
            longest = Math.max(longest, other.longest);
        }
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.inputs();
        int width = width(call, names);
        Counts total = new Counts();
        for (String name : names) {
            Counts counts = new Counts();
            boolean opened = false;
            try (Input in = Input.open(call.process(), name)) {
                opened = true;
                count(in, counts);
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
            if (opened) {
                print(call, counts, width, call.operands().isEmpty() ? null : name);
                total.add(counts);
            }
        }
        if (names.size() > 1) {
            print(call, total, width, "total");
        }
        return 0;
    }

    private static void count(Input in, Counts counts) throws IOException {
        for (byte[] line = in.line(); line != null; line = in.line()) {
            counts.bytes += line.length + (in.newline() ? 1 : 0);
            counts.lines += in.newline() ? 1 : 0;
            String text = Text.of(line);
            counts.chars +=
                    text.codePoints().filter(it -> it < 0xDC80 || it > 0xDCFF).count() + (in.newline() ? 1 : 0);
            counts.longest = Math.max(counts.longest, Text.width(text));
            boolean inWord = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean space = c == ' ' || c >= 9 && c <= 13;
                counts.words += !space && !inWord ? 1 : 0;
                inWord = !space;
            }
        }
    }

    private static int columns(Call call) {
        int chosen = 0;
        for (String each : List.of("l", "w", "m", "c", "L")) {
            chosen += call.has(each) ? 1 : 0;
        }
        return chosen == 0 ? 3 : chosen;
    }

    /** As wide as the sum of the sizes; 7 if one of the inputs has no size, 1 if there is one number to show. */
    private static int width(Call call, List<String> names) {
        if (names.size() == 1 && columns(call) == 1) {
            return 1;
        }
        long sum = 0;
        int least = 1;
        for (String name : names) {
            try {
                Stat stat = name.equals("-")
                        ? call.process().fd(0) instanceof OpenFile file ? file.stat() : null
                        : call.files().stat(name);
                if (stat != null && stat.isFile()) {
                    sum += stat.size();
                } else {
                    least = 7;
                }
            } catch (ErrnoException missing) {
                sum += 0;
            }
        }
        return Math.max(least, Long.toString(sum).length());
    }

    private static void print(Call call, Counts counts, int width, String name) throws IOException {
        boolean all = !call.has("c", "l", "L", "m", "w");
        List<Long> numbers = new ArrayList<>();
        if (all || call.has("l")) {
            numbers.add(counts.lines);
        }
        if (all || call.has("w")) {
            numbers.add(counts.words);
        }
        if (call.has("m")) {
            numbers.add(counts.chars);
        }
        if (all || call.has("c")) {
            numbers.add(counts.bytes);
        }
        if (call.has("L")) {
            numbers.add(counts.longest);
        }
        StringBuilder line = new StringBuilder();
        for (Long number : numbers) {
            line.append(line.length() == 0 ? "" : " ").append(String.format("%" + width + "d", number));
        }
        call.print(line + (name == null ? "" : " " + Quoting.name(name)) + "\n");
    }

    /** It forgets the reason over what it does meanwhile. */
    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.argv().get(0) + ": write error");
        return 1;
    }
}
