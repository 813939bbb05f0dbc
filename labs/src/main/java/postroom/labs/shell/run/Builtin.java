package postroom.labs.shell.run;

import java.io.IOException;
import java.util.List;

/** A command that the shell runs itself. Stateless. */
public interface Builtin {

    /** Its name. */
    String name();

    /**
     * Runs it; {@link Shell#out} is flushed by the caller.
     *
     * @param arguments its name first
     * @return the exit status
     * @throws IOException if its output cannot be written
     */
    int run(Shell shell, List<String> arguments) throws IOException;

    /** The line of {@code help name}: how it is called. */
    String synopsis();

    /** One of POSIX' special builtins. */
    default boolean special() {
        return false;
    }
}
