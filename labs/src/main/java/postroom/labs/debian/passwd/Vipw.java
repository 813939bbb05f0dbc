package postroom.labs.debian.passwd;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * {@code vipw(8)} and {@code vigr(8)}: the files of accounts in an editor. What is edited is a copy, {@code /etc/passwd.edit},
 * which takes the file's place if it was changed.
 */
final class Vipw implements Program {
    private static final int BAD_ARGUMENTS = 2;
    private static final int NO_LOCK = 5;
    private static final Getopt OPTIONS =
            new Getopt("ghpqR:s", "group", "g", "help", "h", "passwd", "p", "quiet", "q", "root=", "R", "shadow", "s");

    @Override
    public int run(Process process) throws IOException {
        String help = HelpText.of("passwd/vipw");
        Getopt.Parsed options;
        try {
            options = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().print(e.getMessage() + "\n" + help);
            return BAD_ARGUMENTS;
        }
        if (options.has("h")) {
            process.out().print(help);
            return 0;
        }
        if (!options.operands().isEmpty()) {
            process.err().print(help);
            return BAD_ARGUMENTS;
        }
        boolean groups = process.name().equals("vigr");
        for (Getopt.Option each : options.options()) {
            groups = each.is("g") || groups && !each.is("p");
        }
        String file = groups
                ? options.has("s") ? "/etc/gshadow" : "/etc/group"
                : options.has("s") ? "/etc/shadow" : "/etc/passwd";
        return edit(process, file, options.has("q"));
    }

    private static int edit(Process process, String file, boolean quiet) throws IOException {
        String lock = "/etc/.pwd.lock";
        String unchanged = process.name() + ": " + file + " is unchanged\n";
        if (!process.who().isRoot()) {
            process.err()
                    .print(process.name() + ": Permission denied.\n" + process.name() + ": Couldn't lock file: "
                            + Errno.EACCES.text() + "\n" + unchanged);
            return NO_LOCK;
        }
        String copy = file + ".edit";
        Stat stat;
        byte[] before;
        try {
            stat = process.files().stat(file);
            before = process.files().readAll(file);
            process.files().writeAll(lock, new byte[0]);
            process.files().chmod(lock, 0600);
            process.files().writeAll(copy, before);
            process.files().chown(copy, stat.uid(), stat.gid(), true);
            process.files().chmod(copy, stat.mode());
        } catch (ErrnoException e) {
            process.err().print(process.name() + ": Couldn't make backup: " + e.getMessage() + "\n" + unchanged);
            return 1;
        }
        String editor = process.environment()
                .getOrDefault("VISUAL", process.environment().getOrDefault("EDITOR", "vi"));
        process.out().flush();
        Process child = process.fork();
        child.start(it -> it.exec("/bin/sh", List.of("sh", "-c", editor + " " + copy)));
        WaitStatus end = process.waitFor(child, false);
        if (end.shellStatus() != 0) {
            process.files().unlink(copy);
            process.err()
                    .print(process.name() + ": " + editor + " returned with status " + end.shellStatus() + "\n"
                            + unchanged);
            return end.shellStatus();
        }
        byte[] after = process.files().readAll(copy);
        if (Arrays.equals(before, after)) {
            process.files().unlink(copy);
            if (!quiet) {
                process.out().print(unchanged);
            }
            return 0;
        }
        process.files().writeAll(file + "-", before);
        process.files().chmod(file + "-", stat.mode());
        process.files().rename(copy, file);
        if (!quiet) {
            process.out().print(advice(file));
        }
        return 0;
    }

    private static String advice(String file) {
        String other = switch (file) {
            case "/etc/passwd" -> "/etc/shadow";
            case "/etc/shadow" -> "/etc/passwd";
            case "/etc/group" -> "/etc/gshadow";
            default -> "/etc/group";
        };
        String command = (other.contains("g") ? "vigr" : "vipw") + (other.endsWith("shadow") ? " -s" : "");
        return "You have modified " + file + ".\nYou may need to modify " + other
                + " for consistency.\nPlease use the command '" + command + "' to do so.\n";
    }
}
