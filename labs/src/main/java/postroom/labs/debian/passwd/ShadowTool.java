package postroom.labs.debian.passwd;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** A program of the shadow suite: options, usage text, messages that begin with its name. */
abstract class ShadowTool implements Program {
    private final String id;
    private final int usageStatus;
    private final String helpKey;
    private final Getopt options;

    /**
     * A program.
     *
     * @param id names the usage text
     * @param usageStatus the exit status of a wrong command line
     * @param shorts as {@link Getopt} wants them, as are {@code longs}
     */
    ShadowTool(String id, int usageStatus, String shorts, String... longs) {
        this(id, usageStatus, "h", shorts, longs);
    }

    /** The same for a program whose option for help is another letter. */
    ShadowTool(String id, int usageStatus, String helpKey, String shorts, String[] longs) {
        this.id = id;
        this.usageStatus = usageStatus;
        this.helpKey = helpKey;
        this.options = new Getopt(shorts, longs);
    }

    abstract int run(Job job) throws IOException;

    @Override
    public final int run(Process process) throws IOException {
        try {
            Job job = new Job(process, options.parse(process.argv()));
            if (job.has(helpKey)) {
                process.out().print(HelpText.of(id));
                return 0;
            }
            return run(job);
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            process.err().print(HelpText.of(id));
            return usageStatus;
        } catch (Refusal refusal) {
            process.out().flush();
            if (refusal.getMessage() != null) {
                process.err().println(process.name() + ": " + refusal.getMessage());
            }
            if (refusal.showsUsage()) {
                process.err().print(HelpText.of(id));
            }
            return refusal.status();
        }
    }
}
