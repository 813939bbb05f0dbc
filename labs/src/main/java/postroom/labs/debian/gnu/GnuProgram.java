package postroom.labs.debian.gnu;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;

/**
 * A program of the GNU project: options by {@code getopt_long(3)}, {@code --help}, {@code --version}, the complaint about
 * a wrong command line and its pointer to {@code --help}.
 */
public abstract class GnuProgram implements Program {
    private final Suite suite;
    private final int usageStatus;
    private final Getopt options;

    /** The package or packages of a family of programs; there are the texts of {@code --help} and {@code --version}. */
    public enum Suite {
        /** GNU coreutils. */
        COREUTILS("coreutils"),
        /** GNU grep. */
        GREP("grep"),
        /** GNU sed. */
        SED("sed"),
        /** GNU findutils. */
        FINDUTILS("findutils"),
        /** GNU diffutils. */
        DIFFUTILS("diffutils"),
        /** GNU gzip. */
        GZIP("gzip"),
        /** GNU tar. */
        TAR("tar"),
        /** GNU bc. */
        BC("bc"),
        /** util-linux, which Debian ships in several packages. */
        UTIL_LINUX("util-linux", "bsdutils", "bsdextrautils", "mount");

        private final List<String> packages;

        Suite(String... packages) {
            this.packages = List.of(packages);
        }

        /**
         * Whether a program names itself in its messages without the folder by which it was called, as {@code warn(3)}
         * does, and takes {@code -h} and {@code -V} for {@code --help} and {@code --version}.
         */
        boolean usesShortForms() {
            return this == UTIL_LINUX;
        }

        /**
         * What {@code --help} prints: the usage lines name the program as it was called.
         *
         * @param own the name of the program, if it was called by another, of a link
         */
        public String help(Process process, String own) {
            String known = find(process.name()).isPresent() ? process.name() : own;
            String called = process.argv().get(0);
            String text = find(known).orElse("Usage: " + known + " [OPTION]...\n");
            return called.equals(known)
                    ? text
                    : text.replaceAll(
                            "(?m)^((?:Usage|  or): +)" + Pattern.quote(known) + "(?![\\w-])",
                            "$1" + Matcher.quoteReplacement(called));
        }

        /** What {@code --version} prints. */
        public String version(Process process, String own) {
            return find(process.name() + ".version")
                    .or(() -> find(own + ".version"))
                    .orElse(process.name() + "\n");
        }

        private Optional<String> find(String name) {
            return packages.stream()
                    .map(it -> HelpText.find(it + "/" + name))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    /**
     * A program.
     *
     * @param usageStatus the exit status of a wrong command line
     * @param shorts the short options, and {@code longs} the long ones, as {@link Getopt} wants them
     */
    protected GnuProgram(Suite suite, int usageStatus, String shorts, String... longs) {
        this.suite = suite;
        this.usageStatus = usageStatus;
        String[] all = java.util.Arrays.copyOf(longs, longs.length + 4);
        all[longs.length] = "help";
        all[longs.length + 1] = "--help";
        all[longs.length + 2] = "version";
        all[longs.length + 3] = "--version";
        this.options = new Getopt(shorts, all);
    }

    /** A program of coreutils, whose usage errors end with 1. */
    protected GnuProgram(String shorts, String... longs) {
        this(Suite.COREUTILS, 1, shorts, longs);
    }

    /** Does the work; the status is that of {@code call} unless another is returned. */
    protected abstract int run(Call call) throws IOException;

    @Override
    public int run(Process process) throws IOException {
        String name = suite.usesShortForms() ? process.name() : process.argv().get(0);
        try {
            Call call = new Call(process, name, options.parse(rewritten(process)));
            if (call.has("--help") || suite.usesShortForms() && call.has("h")) {
                process.out().print(suite.help(process, own()));
                return 0;
            }
            if (call.has("--version") || suite.usesShortForms() && call.has("V")) {
                process.out().print(suite.version(process, own()));
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

    /** The program's name in its package, by which its texts are found when it is called by another. */
    protected String own() {
        return getClass().getSimpleName().replace("Program", "").toLowerCase(Locale.ROOT);
    }

    /** The arguments as {@code getopt} gets them: a program with an obsolete syntax ({@code head -5}) rewrites it here. */
    protected List<String> rewritten(Process process) {
        return process.argv();
    }

    /** The line that points to {@code --help}. */
    protected void hint(Process process, String name) throws IOException {
        process.err().println("Try '" + name + " --help' for more information.");
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        String name = suite.usesShortForms() ? process.name() : process.argv().get(0);
        process.err().println(name + ": write error: " + errno.text());
        return 1;
    }
}
