package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.host.Devices;

/**
 * One of the files that are compared.
 *
 * @param lines without their line feeds
 * @param bare whether the last line has none
 * @param binary whether there is a null byte in it
 */
record TextFile(String name, List<String> lines, boolean bare, boolean binary, Instant time) {
    /** A file that is not there and counts as an empty one. */
    static TextFile absent(String name) {
        return new TextFile(name, List.of(), false, false, Instant.EPOCH);
    }

    static TextFile read(Call call, String name) throws IOException {
        boolean stream = name.equals("-") || Devices.isDescriptor(name);
        Instant time = stream
                ? call.process().host().clock().instant()
                : call.files().stat(name).mtime();
        List<String> lines = new ArrayList<>();
        boolean bare = false;
        boolean binary = false;
        try (Input in = Input.open(call.process(), name)) {
            for (String line = in.text(); line != null; line = in.text()) {
                lines.add(line);
                bare = !in.newline();
                binary |= line.indexOf('\0') >= 0;
            }
        }
        return new TextFile(name, lines, bare, binary, time);
    }

    /** Whether line {@code i} has no line feed. */
    boolean bare(int i) {
        return bare && i == lines.size() - 1;
    }
}
