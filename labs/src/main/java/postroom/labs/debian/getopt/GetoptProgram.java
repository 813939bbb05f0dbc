package postroom.labs.debian.getopt;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * A program that has its command line taken apart by {@code getopt(3)} before it does anything: one that does not fit ends
 * it, with {@code getopt}'s complaint and what the program has to say after it.
 */
public abstract class GetoptProgram implements Program {
    private final Getopt options;

    /** A program with these options. */
    protected GetoptProgram(Getopt options) {
        this.options = Objects.requireNonNull(options);
    }

    /** Does the work and gives the exit status. */
    protected abstract int run(Process process, Getopt.Parsed call) throws IOException;

    /** Says what follows the complaint, mostly the usage or a pointer to {@code --help}, and gives the exit status. */
    protected abstract int misused(Process process) throws IOException;

    /** Prints the complaint; a program whose own words differ from glibc's puts them here. */
    protected void complain(Process process, String complaint) throws IOException {
        process.err().println(complaint);
    }

    /** The words that getopt sees, the program's name first; a program that puts some aside does it here. */
    protected List<String> argv(Process process) {
        return process.argv();
    }

    @Override
    public final int run(Process process) throws IOException {
        Getopt.Parsed call;
        try {
            call = options.parse(argv(process));
        } catch (UsageException wrong) {
            complain(process, wrong.getMessage());
            return misused(process);
        }
        return run(process, call);
    }
}
