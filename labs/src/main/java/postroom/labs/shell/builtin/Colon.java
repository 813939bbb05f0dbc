package postroom.labs.shell.builtin;

import java.util.List;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code :}, {@code true} and {@code false}: a status and nothing else. */
record Colon(String name, int status) implements Builtin {

    @Override
    public int run(Shell shell, List<String> arguments) {
        return status;
    }

    @Override
    public String synopsis() {
        return name;
    }

    @Override
    public boolean special() {
        return name.equals(":");
    }
}
