package postroom.labs.debian.login;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** {@code w(1)}: how long the host has been up, and who is logged in by utmp: nobody. */
public final class W extends GetoptProgram {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
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
            process.out().println(uptime(process));
            process.out()
                    .println("USER     TTY      " + (parsed.has("f") ? "" : "FROM             ")
                            + (parsed.has("s") ? " IDLE WHAT" : "LOGIN@   IDLE   JCPU   PCPU WHAT"));
        }
        return 0;
    }

    private static String uptime(Process process) {
        long now = process.host().clock().millis();
        long start = process.host().processes().find(1).map(Process::started).orElse(now);
        long minutes = (now - start) / 60_000;
        long days = minutes / 1440;
        long hours = minutes / 60 % 24;
        String up = (days == 0 ? "" : days + (days == 1 ? " day, " : " days, "))
                + (hours == 0 ? minutes % 60 + " min" : String.format(Locale.ROOT, "%2d:%02d", hours, minutes % 60));
        return " " + TIME.format(process.host().clock().instant().atZone(ZoneOffset.UTC)) + " up " + up
                + ",  0 user,  load average: 0.00, 0.00, 0.00";
    }
}
