package postroom.labs.debian.login;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code last(1)}: past log-ins by /var/log/wtmp, where the terminals of these hosts are not entered: none. */
public final class Last implements Program {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final Getopt GETOPT = new Getopt(
            "0123456789adFf:hin:p:Rs:t:VwxT",
            "help",
            "h",
            "version",
            "V",
            "limit=",
            "n",
            "file=",
            "f",
            "dns",
            "d",
            "hostlast",
            "a",
            "nohostname",
            "R",
            "fulltimes",
            "F",
            "fullnames",
            "w",
            "system",
            "x",
            "ip",
            "i");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("util-linux/last"));
            return 0;
        }
        String file = parsed.value("f", "/var/log/wtmp");
        try {
            String since = DATE.format(process.files().stat(file).mtime().atZone(ZoneOffset.UTC));
            process.out().println().println(file.substring(file.lastIndexOf('/') + 1) + " begins " + since);
            return 0;
        } catch (ErrnoException e) {
            process.err().println("last: cannot open " + file + ": " + e.getMessage());
            return 1;
        }
    }
}
