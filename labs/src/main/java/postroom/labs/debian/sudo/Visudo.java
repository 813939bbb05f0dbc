package postroom.labs.debian.sudo;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.ErrnoException;

/** {@code visudo(8)}: edits a sudoers file in a copy and keeps it only if sudo can read it; {@code -c} only looks. */
public final class Visudo extends GetoptProgram {
    private static final Getopt GETOPT = new Getopt(
            "cf:hIOPqsVx:",
            "check",
            "c",
            "file=",
            "f",
            "help",
            "h",
            "no-includes",
            "I",
            "quiet",
            "q",
            "strict",
            "s",
            "version",
            "V");

    /** The program. */
    public Visudo() {
        super(GETOPT);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().println("usage: visudo [-chqsV] [[-f] sudoers ]");
        return 1;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("h")) {
            process.out().print(HelpText.of("sudo/visudo"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println("visudo version 1.9.13p3").println("visudo grammar version 50");
            return 0;
        }
        List<String> operands = parsed.operands();
        String file = parsed.value("f", operands.isEmpty() ? SudoersFiles.MAIN : operands.get(0));
        return parsed.has("c") ? check(process, file, parsed.has("q")) : edit(process, file);
    }

    private static int check(Process process, String file, boolean quiet) throws IOException {
        try {
            process.files().readAll(file);
        } catch (ErrnoException e) {
            process.err().println("visudo: unable to open " + file + ": " + e.getMessage());
            return 1;
        }
        SudoersFiles files = new SudoersFiles(process.files());
        files.load(file, Sudoers.empty(), 0);
        for (String complaint : files.complaints()) {
            process.err().println(complaint.startsWith("sudo: ") ? complaint.substring(6) : complaint);
        }
        if (!files.complaints().isEmpty()) {
            return 1;
        }
        boolean modes = true;
        for (String each : files.read()) {
            modes &= modeIsRight(process, each);
        }
        for (String each : files.read()) {
            if (!quiet && modeIsRight(process, each)) {
                process.out().println(each + ": parsed OK");
            }
        }
        return complainOfModes(process, files.read(), quiet) ? 1 : modes ? 0 : 1;
    }

    private static boolean complainOfModes(Process process, List<String> files, boolean quiet) throws IOException {
        boolean wrong = false;
        for (String each : files) {
            if (!modeIsRight(process, each)) {
                wrong = true;
                if (!quiet) {
                    process.err().println(each + ": bad permissions, should be mode 0440");
                }
            }
        }
        return wrong;
    }

    private static boolean modeIsRight(Process process, String file) throws ErrnoException {
        return process.files().stat(file).mode() == 0440;
    }

    private static int edit(Process process, String file) throws IOException {
        byte[] before;
        Stat stat;
        try {
            before = process.files().readAll(file);
            stat = process.files().stat(file);
        } catch (ErrnoException e) {
            process.err().println("visudo: " + file + ": " + e.getMessage());
            return 1;
        }
        String copy = file + ".tmp";
        process.files().writeAll(copy, before);
        process.files().chmod(copy, 0600);
        try {
            String editor = process.environment()
                    .getOrDefault("VISUAL", process.environment().getOrDefault("EDITOR", "/usr/bin/editor"));
            Process child = process.fork();
            child.start(it -> it.exec(editor, List.of(editor, copy)));
            WaitStatus end = process.waitFor(child, false);
            if (end.shellStatus() != 0) {
                process.err().println("visudo: " + copy + " unchanged");
                return 1;
            }
            return keep(process, file, copy, stat);
        } finally {
            if (process.files().exists(copy)) {
                process.files().unlink(copy);
            }
        }
    }

    private static int keep(Process process, String file, String copy, Stat stat) throws IOException {
        process.files().chmod(copy, 0440);
        SudoersFiles files = new SudoersFiles(process.files());
        files.load(copy, Sudoers.empty(), 0);
        if (files.complaints().isEmpty()) {
            process.files().chown(copy, stat.uid(), stat.gid(), true);
            process.files().chmod(copy, stat.mode());
            process.files().rename(copy, file);
            return 0;
        }
        for (String complaint : files.complaints()) {
            process.err().println(complaint.replace(copy, file));
        }
        process.err().println("visudo: " + file + " unchanged");
        return 1;
    }
}
