package postroom.labs.debian.login;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;

/** {@code last(1)}: past log-ins by /var/log/wtmp, where the terminals of these hosts are not entered: none. */
public final class Last extends GnuProgram {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    /** The program. */
    public Last() {
        super(
                Suite.UTIL_LINUX,
                1,
                "0123456789adFf:hin:p:Rs:t:VwxT",
                "help",
                "--help",
                "version",
                "--version",
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
    }

    @Override
    protected int run(Call call) throws IOException {
        String file = call.value("f", "/var/log/wtmp");
        try {
            String since = DATE.format(call.files().stat(file).mtime().atZone(ZoneOffset.UTC));
            call.print("\n" + file.substring(file.lastIndexOf('/') + 1) + " begins " + since + "\n");
            return 0;
        } catch (ErrnoException e) {
            call.process().err().println("last: cannot open " + file + ": " + e.getMessage());
            return 1;
        }
    }
}
