package postroom.labs.debian.login;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** A program of the coreutils without options of its own. */
abstract class SimpleCommand implements Program {
    private static final Getopt GETOPT = new Getopt("", "help", "help", "version", "version");

    private final String name;
    private final int operands;

    /** @param operands how many it takes at most */
    SimpleCommand(String name, int operands) {
        this.name = name;
        this.operands = operands;
    }

    @Override
    public final int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
            if (parsed.operands().size() > operands) {
                throw new UsageException(
                        name + ": extra operand ‘" + parsed.operands().get(operands) + "’");
            }
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("help")) {
            process.out().print(HelpText.of("coreutils/" + name));
            return 0;
        }
        if (parsed.has("version")) {
            process.out().println(name + " (GNU coreutils) 9.1");
            return 0;
        }
        return run(process, parsed.operands());
    }

    abstract int run(Process process, List<String> words) throws IOException;
}
