package postroom.labs.debian.sed;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** The lines of all input files in a row, with one read ahead so that the last one is known as such. */
final class Lines {
    private final Call call;
    private final List<String> names;
    private final char end;
    private int nextName;
    private Input in;
    private String name = "-";
    private String ahead;
    private boolean aheadNewline;
    private boolean aheadKnown;
    private boolean newline = true;
    private long number;

    Lines(Call call, List<String> names, char end) {
        this.call = call;
        this.names = names;
        this.end = end;
    }

    String next() throws IOException {
        look();
        String line = ahead;
        newline = aheadNewline;
        aheadKnown = false;
        if (line != null) {
            number++;
        } else {
            aheadKnown = true;
        }
        return line;
    }

    boolean atEnd() throws IOException {
        look();
        return ahead == null;
    }

    boolean newline() {
        return newline;
    }

    long number() {
        return number;
    }

    String name() {
        return name;
    }

    private void look() throws IOException {
        while (!aheadKnown) {
            if (in == null && !open()) {
                ahead = null;
                aheadKnown = true;
                return;
            }
            byte[] line = read();
            if (line != null) {
                ahead = Text.of(line);
                aheadNewline = in.newline();
                aheadKnown = true;
            } else {
                in.close();
                in = null;
            }
        }
    }

    private byte[] read() throws IOException {
        try {
            return in.line(end);
        } catch (ErrnoException e) {
            call.complain(2, "read error on " + (name.equals("-") ? "stdin" : name) + ": " + e.getMessage());
            return null;
        }
    }

    private boolean open() throws IOException {
        while (nextName < names.size()) {
            name = names.get(nextName++);
            try {
                in = Input.open(call.process(), name);
                return true;
            } catch (ErrnoException e) {
                call.complain(2, "can't read " + name + ": " + e.getMessage());
            }
        }
        return false;
    }
}
