package postroom.labs.debian.ncurses;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** What the programs of ncurses have in common: {@code -V}, and the usage after a wrong command line. */
abstract class NcursesProgram extends GetoptProgram {
    private static final String VERSION = "ncurses 6.4.20221231\n";

    private final String name;
    private final int usageStatus;

    /**
     * A program.
     *
     * @param name of its usage text
     * @param usageStatus the exit status of a wrong command line
     * @param letters its options, as {@link Getopt} wants them
     */
    NcursesProgram(String name, int usageStatus, String letters) {
        super(new Getopt(letters));
        this.name = name;
        this.usageStatus = usageStatus;
    }

    /** Does the work. */
    abstract int act(Process process, Getopt.Parsed parsed) throws IOException;

    @Override
    protected final int misused(Process process) throws IOException {
        process.err().print(HelpText.of("ncurses-bin/" + name));
        return usageStatus;
    }

    @Override
    protected final int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("V")) {
            process.out().print(VERSION);
            return 0;
        }
        return act(process, parsed);
    }
}
