package postroom.labs.debian.procps;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** A program of procps-ng: its usage after a wrong command line, {@code --help} and {@code --version}. */
abstract class ProcpsProgram extends GetoptProgram {
    private final String help;

    /** @param help the key of the option {@code --help}; that of {@code --version} is {@code V} */
    ProcpsProgram(Getopt options, String help) {
        super(options);
        this.help = help;
    }

    /** Does the work and gives the exit status. */
    protected abstract int work(Process process, Getopt.Parsed parsed) throws IOException;

    @Override
    protected final int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has(help)) {
            process.out().print(usage(process));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println(process.name() + " from procps-ng 4.0.2");
            return 0;
        }
        return work(process, parsed);
    }

    @Override
    protected final int misused(Process process) throws IOException {
        process.err().print(usage(process));
        return 1;
    }

    private static String usage(Process process) {
        return HelpText.of("procps/" + process.name());
    }

    /** Complains as {@code error(3)} does; the status is 1. */
    protected static int fail(Process process, String message) throws IOException {
        process.out().flush();
        process.err().println(process.name() + ": " + message);
        return 1;
    }
}
