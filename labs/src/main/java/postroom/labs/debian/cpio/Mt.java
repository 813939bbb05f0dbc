package postroom.labs.debian.cpio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code mt(1)}: operates a tape drive. The host has none, so whatever it is told ends with the error of the system call.
 *
 * <p>Environment: TAPE. Exit status: 1 for a wrong command line, 2 if the drive fails.
 */
final class Mt implements Program {
    private static final Getopt OPTIONS =
            new Getopt("f:?V", "file=", "f", "rsh-command=", "r", "help", "?", "usage", "usage", "version", "V");
    /** Operations; those of a line are the same. */
    private static final List<List<String>> OPERATIONS = List.of(
            List.of("eof", "weof"),
            List.of("fsf"),
            List.of("bsf"),
            List.of("fsr"),
            List.of("bsr"),
            List.of("rewind"),
            List.of("offline", "rewoffl", "eject"),
            List.of("status"),
            List.of("bsfm"),
            List.of("eom"),
            List.of("retension"),
            List.of("erase"),
            List.of("asf"),
            List.of("fsfm"),
            List.of("seek"));

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            return hint(process);
        }
        if (parsed.has("?")) {
            process.out().print(HelpText.of("cpio/mt-gnu"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().print(HelpText.of("cpio/mt-gnu.version"));
            return 0;
        }
        if (parsed.has("usage") || parsed.operands().isEmpty()) {
            (parsed.has("usage") ? process.out() : process.err())
                    .println("Usage: " + process.name() + " [OPTION...] operation [count]");
            return parsed.has("usage") ? 0 : hint(process);
        }
        String operation = parsed.operands().get(0);
        List<String> like = matching(operation);
        if (like.size() != 1) {
            process.err()
                    .println(process.name() + ": " + (like.isEmpty() ? "invalid" : "ambiguous") + " argument ‘"
                            + operation + "’ for ‘operation’");
            process.err().println("Valid arguments are:");
            for (List<String> each : OPERATIONS) {
                process.err().println("  - ‘" + String.join("’, ‘", each) + "’");
            }
            return 1;
        }
        String tape = parsed.value("f", process.environment().getOrDefault("TAPE", "/dev/tape"));
        return fail(process, tape);
    }

    private static List<String> matching(String operation) {
        List<String> like = new ArrayList<>();
        for (List<String> each : OPERATIONS) {
            if (each.contains(operation)) {
                return List.of(operation);
            }
            if (each.stream().anyMatch(it -> it.startsWith(operation))) {
                like.add(each.get(0));
            }
        }
        return like;
    }

    private static int fail(Process process, String tape) throws IOException {
        try {
            process.open(tape, EnumSet.of(Open.READ), 0).close();
        } catch (ErrnoException e) {
            process.err()
                    .println(process.name() + ": " + tape + ": rmtopen failed: "
                            + e.errno().text());
            return 2;
        }
        process.err().println(process.name() + ": " + tape + ": rmtioctl failed: Inappropriate ioctl for device");
        return 2;
    }

    private static int hint(Process process) throws IOException {
        String name = process.name();
        process.err().println("Try '" + name + " --help' or '" + name + " --usage' for more information.");
        return 1;
    }
}
