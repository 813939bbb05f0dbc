package postroom.labs.debian.login;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.procps.Uptime;
import postroom.labs.host.Process;

/** {@code w(1)}: how long the host has been up, and who is logged in by utmp: nobody. */
public final class W extends GetoptProgram {
    private static final Getopt GETOPT = new Getopt(
            "husfoVi",
            "no-header",
            "h",
            "no-current",
            "u",
            "short",
            "s",
            "from",
            "f",
            "old-style",
            "o",
            "ip-addr",
            "i",
            "help",
            "help",
            "version",
            "V");

    /** The program. */
    public W() {
        super(GETOPT);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().print(HelpText.of("procps/w"));
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("help")) {
            process.out().print(HelpText.of("procps/w"));
        } else if (parsed.has("V")) {
            process.out().println("w from procps-ng 4.0.2");
        } else if (!parsed.has("h")) {
            process.out().println(Uptime.line(process.host()));
            process.out()
                    .println("USER     TTY      " + (parsed.has("f") ? "" : "FROM             ")
                            + (parsed.has("s") ? " IDLE WHAT" : "LOGIN@   IDLE   JCPU   PCPU WHAT"));
        }
        return 0;
    }
}
