package postroom.labs.debian.login;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code who(1)}: who is logged in by utmp, where the terminals of these hosts are not entered: nobody. */
public final class Who implements Program {
    private static final Getopt GETOPT = new Getopt(
            "abdlmpqrstuwHT",
            "all",
            "a",
            "boot",
            "b",
            "count",
            "q",
            "dead",
            "d",
            "heading",
            "H",
            "login",
            "l",
            "lookup",
            "lookup",
            "message",
            "w",
            "mesg",
            "w",
            "process",
            "p",
            "runlevel",
            "r",
            "short",
            "s",
            "time",
            "t",
            "users",
            "u",
            "writable",
            "w",
            "help",
            "help",
            "version",
            "version");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
            if (parsed.operands().size() > 2) {
                throw new UsageException(
                        "who: extra operand ‘" + parsed.operands().get(2) + "’");
            }
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("help")) {
            process.out().print(HelpText.of("coreutils/who"));
        } else if (parsed.has("version")) {
            process.out().println("who (GNU coreutils) 9.1");
        } else if (parsed.has("q")) {
            process.out().println().println("# users=0");
        } else if (parsed.has("H")) {
            process.out().println("NAME     LINE         TIME             COMMENT");
        }
        return 0;
    }
}
