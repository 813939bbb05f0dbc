package postroom.labs.debian.gzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code zmore(1)}, {@code zless(1)}: the shell scripts that show packed files by a pager. */
final class Zpager implements Program {
    private final String pager;

    /** @param pager {@code less} or {@code more} */
    Zpager(String pager) {
        this.pager = pager;
    }

    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.arguments();
        if (!words.isEmpty() && words.get(0).matches("--help|--version")) {
            process.out()
                    .print(HelpText.of("gzip/" + process.name() + (words.get(0).equals("--help") ? "" : ".version")));
            return 0;
        }
        List<String> command = new ArrayList<>();
        command.add("/bin/sh");
        command.add("-c");
        command.add("test $# = 0 && exec " + pager + "; gzip -cdfq -- \"$@\" | " + pager
                + (pager.equals("less")
                        ? "; test $# = 1 && test ! -e \"$1\" && echo \"$1: No such file or directory\" >&2; exit 0"
                        : ""));
        command.add("/usr/bin/" + process.name());
        command.addAll(words);
        try {
            return Running.run(process, command);
        } catch (ErrnoException e) {
            process.err().println(process.name() + ": " + e.getMessage());
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
    }
}
