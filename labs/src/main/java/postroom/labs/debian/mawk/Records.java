package postroom.labs.debian.mawk;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** The records of the files that the command line names; {@code name=value} among them sets a variable. */
final class Records {
    private final Call call;
    private final Interpreter interpreter;
    private Input in;
    private int nextArgument = 1;
    private boolean anyFile;

    Records(Call call, Interpreter interpreter) {
        this.call = call;
        this.interpreter = interpreter;
    }

    /** The next record; null at the end of the last file. */
    String next() throws IOException {
        while (true) {
            if (in == null && !open()) {
                return null;
            }
            String record = read(in);
            if (record != null) {
                interpreter.variables().add("NR", 1);
                interpreter.variables().add("FNR", 1);
                return record;
            }
            in.close();
            in = null;
        }
    }

    void skipFile() {
        if (in != null) {
            in.close();
            in = null;
        }
    }

    /** A record up to RS; of lines between empty ones if that is empty. */
    String read(Input from) throws IOException {
        String separator = interpreter.variables().text("RS");
        if (!separator.isEmpty()) {
            byte[] line;
            try {
                line = from.line(separator.charAt(0));
            } catch (ErrnoException e) {
                throw Failure.of(2, "read error (" + e.getMessage() + ")");
            }
            return line == null ? null : Text.of(line);
        }
        StringBuilder out = new StringBuilder();
        for (String line = from.text(); line != null; line = from.text()) {
            if (line.isEmpty() && out.length() > 0) {
                break;
            }
            if (!line.isEmpty()) {
                out.append(out.length() == 0 ? "" : "\n").append(line);
            }
        }
        return out.length() == 0 ? null : out.toString();
    }

    private boolean open() throws IOException {
        int count = (int) interpreter.variables().number("ARGC");
        while (nextArgument < count) {
            String argument = interpreter.variables().element("ARGV", Integer.toString(nextArgument++));
            if (argument.matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*")) {
                interpreter.assign(argument);
            } else if (!argument.isEmpty()) {
                anyFile = true;
                open(argument);
                return true;
            }
        }
        if (anyFile) {
            return false;
        }
        anyFile = true;
        open("-");
        return true;
    }

    private void open(String name) {
        try {
            in = Input.open(call.process(), name);
        } catch (ErrnoException e) {
            throw Failure.of(2, "cannot open " + name + " (" + e.getMessage() + ")");
        }
        interpreter.variables().set("FNR", 0);
        interpreter.variables().setText("FILENAME", name.equals("-") ? "" : name);
    }
}
