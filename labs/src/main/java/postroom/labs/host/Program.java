package postroom.labs.host;

import java.io.IOException;
import postroom.labs.io.Errno;

/**
 * What an executable file does when it runs: the {@code main} of a program.
 *
 * <p>Stateless and shared by all labs; whatever it needs to know it asks of the process. Long loops call {@link
 * Process#step}. A system call that nobody expected to fail may be left to fall through as an {@link IOException}: the
 * process then says {@code NAME: text of the errno} and exits with 1.
 */
@FunctionalInterface
public interface Program {
    /** Runs to the end and gives the exit status, 0 to 255. */
    int run(Process process) throws IOException;

    /**
     * Says that standard output could not be written, as {@code close_stdout} of gnulib does for most programs, and gives
     * the exit status.
     *
     * @param errno why, {@code No space left on device} for one
     */
    default int unwritable(Process process, Errno errno) throws IOException {
        process.err().println(process.name() + ": write error: " + errno.text());
        return 1;
    }
}
