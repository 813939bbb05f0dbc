package postroom.labs.debian.sed;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** What {@code a}, {@code r} and {@code R} put behind the pattern space; it goes out at the end of the cycle. */
final class Appended {
    private final Call call;
    private final char end;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Input> read = new HashMap<>();

    Appended(Call call, char end) {
        this.call = call;
        this.end = end;
    }

    void add(String more) {
        text.append(more);
    }

    void addFile(String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            text.append(Text.of(in.rest()));
        } catch (ErrnoException unreadable) {
            return; // sed(1): a file that cannot be read counts as empty
        }
    }

    /** {@code R}: the next line of a file, nothing if there is none. */
    void addLine(String name) throws IOException {
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
            text.append(Text.of(line)).append(end);
        }
    }

    void flush(SedOutput out) throws IOException {
        if (text.length() > 0) {
            out.print(text.toString());
            text.setLength(0);
        }
    }

    void close() {
        read.values().stream().filter(it -> it != null).forEach(Input::close);
    }
}
