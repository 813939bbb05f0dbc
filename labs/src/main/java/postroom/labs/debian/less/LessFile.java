package postroom.labs.debian.less;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** A file in the list of {@code less}, read when it is first shown; an empty name is standard input. */
final class LessFile {
    private static final int MAX_BYTES = 32 << 20;
    private final String name;
    private List<String> lines;
    private long size;
    private int top;

    LessFile(String name) {
        this.name = name;
    }

    /** A text that needs no file. */
    static LessFile of(String name, List<String> lines) {
        LessFile file = new LessFile(name);
        file.lines = lines;
        return file;
    }

    String name() {
        return name;
    }

    List<String> lines() {
        return lines == null ? List.of() : lines;
    }

    /** The first line that was shown when the file was left. */
    int top() {
        return top;
    }

    void top(int line) {
        top = line;
    }

    /** Reads it, unless it has been; the message that says why it cannot be, else nothing. */
    String load(Call call) {
        if (lines != null) {
            return "";
        }
        try {
            lines = read(call);
            return "";
        } catch (ErrnoException e) {
            return e.errno() == Errno.EISDIR ? name + " is a directory" : name + ": " + e.getMessage();
        }
    }

    /** Reads it again if its size is another; false if it is as it was or gone. */
    boolean grown(Call call) {
        try {
            if (name.isEmpty() || name.equals("-") || call.files().stat(name).size() == size) {
                return false;
            }
            lines = read(call);
            return true;
        } catch (ErrnoException goneForNow) {
            return false;
        }
    }

    private List<String> read(Call call) throws ErrnoException {
        boolean standard = name.isEmpty() || name.equals("-");
        size = standard ? 0 : call.files().stat(name).size();
        List<String> read = new ArrayList<>();
        try (Input in = Input.open(call.process(), standard ? "-" : name)) {
            int taken = 0;
            for (String line = in.text(); line != null && taken < MAX_BYTES; line = in.text()) {
                read.add(line);
                taken += line.length();
            }
        }
        return read;
    }
}
