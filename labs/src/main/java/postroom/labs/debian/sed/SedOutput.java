package postroom.labs.debian.sed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.Open;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** Where sed's text goes: standard output or, with {@code -i}, the file that is edited; and the files of {@code w}. */
final class SedOutput {
    private final Call call;
    private final char end;
    private final Map<String, Descriptor> written = new HashMap<>();
    private ByteArrayOutputStream inPlace;
    private boolean missingNewline;

    SedOutput(Call call, char end) {
        this.call = call;
        this.end = end;
    }

    /** From now on text is gathered for {@link #gathered}. */
    void gather() {
        inPlace = new ByteArrayOutputStream();
    }

    byte[] gathered() {
        return inPlace.toByteArray();
    }

    /** A pattern space; a {@code bare} one goes out without a line feed, which follows if anything else does. */
    void line(String text, boolean bare) throws IOException {
        print(text + (bare ? "" : String.valueOf(end)));
        missingNewline = bare;
    }

    void print(String text) throws IOException {
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

    /** Writes to a file, which is made anew when the first text comes. */
    void write(String name, String text) throws IOException {
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
        written.values().forEach(Descriptor::close);
    }
}
