package postroom.labs.debian.gnu;

import java.io.IOException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * A program of the GNU project: options by {@code getopt_long(3)}, {@code --help}, {@code --version}, the complaint about
 * a wrong command line and its pointer to {@code --help}.
 */
public abstract class GnuProgram implements Program {
    private final Suite suite;
    private final int usageStatus;
    private final String usage;
    private final Getopt options;

    /** A family of programs with one version. */
    public record Suite(String version, String trailer) {
        /** GNU coreutils of Debian 12. */
        public static final Suite COREUTILS = gnu("coreutils", "9.1", "2022");
        /** GNU grep of Debian 12. */
        public static final Suite GREP = gnu("grep", "3.8", "2022");
        /** GNU sed of Debian 12. */
        public static final Suite SED = gnu("sed", "4.9", "2022");
        /** GNU findutils of Debian 12. */
        public static final Suite FINDUTILS = gnu("findutils", "4.9.0", "2022");
        /** GNU diffutils of Debian 12. */
        public static final Suite DIFFUTILS = gnu("diffutils", "3.8", "2021");
        /** util-linux of Debian 12. */
        public static final Suite UTIL_LINUX = new Suite(" from util-linux 2.38.1\n", "");

        private static Suite gnu(String name, String version, String year) {
            String title = " (GNU " + name + ") ";
            return new Suite(
                    title + version + "\n",
                    "Copyright (C) " + year + " Free Software Foundation, Inc.\n"
                            + "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
                            + "This is free software: you are free to change and redistribute it.\n"
                            + "There is NO WARRANTY, to the extent permitted by law.\n");
        }
    }

    /**
     * A program.
     *
     * @param usageStatus the exit status of a wrong command line
     * @param usage what follows the name in the first line of {@code --help}
     * @param shorts the short options, and {@code longs} the long ones, as {@link Getopt} wants them
     */
    protected GnuProgram(Suite suite, int usageStatus, String usage, String shorts, String... longs) {
        this.suite = suite;
        this.usageStatus = usageStatus;
        this.usage = usage;
        String[] all = java.util.Arrays.copyOf(longs, longs.length + 4);
        all[longs.length] = "help";
        all[longs.length + 1] = "--help";
        all[longs.length + 2] = "version";
        all[longs.length + 3] = "--version";
        this.options = new Getopt(shorts, all);
    }

    /** A program of coreutils, whose usage errors end with 1. */
    protected GnuProgram(String usage, String shorts, String... longs) {
        this(Suite.COREUTILS, 1, usage, shorts, longs);
    }

    /** Does the work; the status is that of {@code call} unless another is returned. */
    protected abstract int run(Call call) throws IOException;

    @Override
    public int run(Process process) throws IOException {
        String name = process.argv().get(0);
        try {
            Call call = new Call(process, options.parse(rewritten(process)));
            if (call.has("--help")) {
                process.out()
                        .print("Usage: " + name + " " + usage.replaceAll("\n(?![A-Z][a-z])", "\n  or:  " + name + " ")
                                + "\n");
                return 0;
            }
            if (call.has("--version")) {
                process.out().print(process.name() + suite.version() + suite.trailer());
                return 0;
            }
            int result = run(call);
            return Math.max(result, call.status());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            hint(process, name);
            return usageStatus;
        } catch (Failure e) {
            process.out().flush();
            if (e.getMessage() != null) {
                byte[] bytes = Text.bytes(name + ": " + e.getMessage() + "\n");
                process.err().write(bytes, 0, bytes.length);
            }
            if (e.hint()) {
                hint(process, name);
            }
            return e.status() < 0 ? usageStatus : e.status();
        }
    }

    /** The arguments as {@code getopt} gets them: a program with an obsolete syntax ({@code head -5}) rewrites it here. */
    protected java.util.List<String> rewritten(Process process) {
        return process.argv();
    }

    /** The line that points to {@code --help}. */
    protected void hint(Process process, String name) throws IOException {
        process.err().println("Try '" + name + " --help' for more information.");
    }
}
