package postroom.labs.debian.coreutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code expand(1)} and {@code unexpand(1)}: spaces for tabs, and tabs for spaces. */
final class Expand extends GnuProgram {
    private final boolean back;

    Expand(boolean back) {
        super(back ? "at:" : "it:", back ? "all" : "initial", back ? "a" : "i", "first-only", "first", "tabs=", "t");
        this.back = back;
    }

    @Override
    protected String own() {
        return back ? "unexpand" : "expand";
    }

    /** {@code -4} means {@code -t 4}. */
    @Override
    protected java.util.List<String> rewritten(Process process) {
        return process.argv().stream()
                .map(it -> it.matches("-[0-9][0-9,]*") ? "-t" + it.substring(1) : it)
                .toList();
    }

    @Override
    protected int run(Call call) throws IOException {
        TabStops tabs = TabStops.of(call);
        boolean whole = back ? call.has("a", "t") && !call.has("first") : !call.has("i");
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                for (byte[] line = in.line(); line != null; line = in.line()) {
                    call.out().write(back ? unexpanded(line, tabs, whole) : expanded(line, tabs, whole));
                    call.print(in.newline() ? "\n" : "");
                }
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }

    private static byte[] expanded(byte[] line, TabStops tabs, boolean whole) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(line.length + 16);
        int column = 0;
        boolean convert = true;
        for (byte c : line) {
            if (convert && c == '\t') {
                int stop = tabs.after(column);
                int target = stop < 0 ? column + 1 : stop;
                for (; column < target; column++) {
                    out.write(' ');
                }
                continue;
            }
            column += c == '\b' ? column > 0 ? -1 : 0 : 1;
            convert &= whole || c == ' ' || c == '\t';
            out.write(c);
        }
        return out.toByteArray();
    }

    /** Blanks wait until a tab stop tells whether a tab can stand for them. */
    private static byte[] unexpanded(byte[] line, TabStops tabs, boolean whole) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(line.length);
        StringBuilder pending = new StringBuilder();
        int column = 0;
        boolean convert = true;
        boolean oneBlankBeforeStop = false;
        boolean previousBlank = true;
        for (byte c : line) {
            boolean blank = c == ' ' || c == '\t';
            byte shown = c;
            if (convert && blank) {
                int stop = tabs.after(column);
                if (stop < 0) {
                    convert = false;
                } else if (c == '\t') {
                    column = stop;
                    if (pending.length() > 0) {
                        pending.setCharAt(0, '\t');
                    }
                    pending.setLength(oneBlankBeforeStop ? 1 : 0);
                } else {
                    column++;
                    if (!(previousBlank && column == stop)) {
                        oneBlankBeforeStop |= column == stop;
                        pending.append(' ');
                        previousBlank = true;
                        continue;
                    }
                    shown = '\t';
                    if (pending.length() > 0) {
                        pending.setCharAt(0, '\t');
                    }
                    pending.setLength(oneBlankBeforeStop ? 1 : 0);
                }
            } else if (convert) {
                column += c == '\b' ? column > 0 ? -1 : 0 : 1;
            }
            flush(out, pending, oneBlankBeforeStop);
            oneBlankBeforeStop = false;
            previousBlank = blank;
            convert &= whole || blank;
            out.write(shown);
        }
        flush(out, pending, oneBlankBeforeStop);
        return out.toByteArray();
    }

    private static void flush(ByteArrayOutputStream out, StringBuilder pending, boolean tabFirst) {
        if (pending.length() > 1 && tabFirst) {
            pending.setCharAt(0, '\t');
        }
        pending.chars().forEach(out::write);
        pending.setLength(0);
    }
}
