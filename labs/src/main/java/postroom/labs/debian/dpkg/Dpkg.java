package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code dpkg(1)}: the queries, which {@link DpkgQuery} answers, selections, versions, removal. Archives ({@code -i}) are
 * not there: apt brings packages.
 */
public final class Dpkg implements Program {
    private static final Map<String, String> QUERIES =
            Map.of("-s", "--status", "-L", "--listfiles", "-l", "--list", "-S", "--search", "-p", "--print-avail");
    private static final Map<String, String> ARCHIVE_ACTIONS =
            Map.of("-I", "--info", "-c", "--contents", "-x", "--extract", "-e", "--control", "-f", "--field");
    private static final Set<String> CHANGES = Set.of(
            "-i",
            "--install",
            "--unpack",
            "-r",
            "--remove",
            "-P",
            "--purge",
            "--configure",
            "--set-selections",
            "--clear-selections");
    private static final String VERSION = """
            Debian 'dpkg' package management program version 1.21.23 (amd64).
            This is free software; see the GNU General Public License version 2 or
            later for copying conditions. There is NO warranty.
            """;

    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>(process.arguments());
        words.removeIf(it -> it.equals("--no-pager"));
        if (words.isEmpty()) {
            return usage(process, "need an action option");
        }
        String action = words.get(0);
        List<String> operands = words.subList(1, words.size());
        if (QUERIES.containsKey(action) || QUERIES.containsValue(action)) {
            return DpkgQuery.run(process, QUERIES.getOrDefault(action, action), "", operands);
        }
        if (CHANGES.contains(action)) {
            return change(process, action, operands);
        }
        switch (action) {
            case "-?", "--help":
                process.out().print(HelpText.of("dpkg/dpkg"));
                return 0;
            case "--version":
                process.out().print(VERSION);
                return 0;
            case "--print-architecture":
                process.out().println("amd64");
                return 0;
            case "--print-foreign-architectures", "-C", "--audit":
                return 0;
            case "--get-selections":
                return selections(process, operands);
            case "-I", "--info", "-c", "--contents", "-x", "--extract", "-e", "--control", "-f", "--field":
                return examine(process, action, operands);
            case "-V", "--verify":
                return verify(process, operands);
            case "--compare-versions":
                return compare(process, operands);
            default:
                return usage(process, action.startsWith("-") ? "unknown option " + action : "need an action option");
        }
    }

    /** What {@code dpkg-deb} says; there are no archives here that it could read. */
    private static int examine(Process process, String action, List<String> operands) throws IOException {
        String name = ARCHIVE_ACTIONS.getOrDefault(action, action);
        boolean extracts = name.equals("--extract");
        if (operands.isEmpty() || extracts && operands.size() < 2) {
            process.err()
                    .println("dpkg-deb: error: " + name
                            + (extracts
                                    ? " needs .deb filename and directory arguments"
                                    : " needs a .deb filename argument"));
            process.err()
                    .print("\nType dpkg-deb --help for help about manipulating *.deb files;\n"
                            + "Type dpkg --help for help about installing and deinstalling packages.\n");
            return 2;
        }
        String file = operands.get(0);
        try {
            boolean folder = process.files().stat(file).isDirectory();
            process.err()
                    .println("dpkg-deb: error: "
                            + (folder
                                    ? "failed to read archive '" + file + "': Is a directory"
                                    : "'" + file + "' is not a Debian format archive"));
        } catch (ErrnoException e) {
            process.err().println("dpkg-deb: error: failed to read archive '" + file + "': " + e.getMessage());
        }
        return 2;
    }

    private static int usage(Process process, String complaint) throws IOException {
        process.err().println("dpkg: error: " + complaint);
        process.err().print("""

                Type dpkg --help for help about installing and deinstalling packages [*];
                Use 'apt' or 'aptitude' for user-friendly package management;
                Type dpkg -Dhelp for a list of dpkg debug flag values;
                Type dpkg --force-help for a list of forcing options;
                Type dpkg-deb --help for help about manipulating *.deb files;

                Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !
                """);
        return 2;
    }

    private static int change(Process process, String action, List<String> operands) throws IOException {
        if (action.equals("-i") || action.equals("--install") || action.equals("--unpack")) {
            return archive(process, action, operands);
        }
        String longName = Map.of("-r", "--remove", "-P", "--purge").getOrDefault(action, action);
        boolean pending = operands.contains("-a") || operands.contains("--pending");
        if (operands.isEmpty() && !longName.endsWith("selections")) {
            return usage(process, longName + " needs at least one package name argument");
        }
        if (!process.who().isRoot()) {
            process.err().println("dpkg: error: requested operation requires superuser privilege");
            return 2;
        }
        return switch (longName) {
            case "--set-selections" -> Selections.set(process);
            case "--clear-selections" -> 0;
            case "--configure" -> new PackageChange(process).configure(pending ? List.of() : operands);
            default -> new PackageChange(process).remove(pending ? List.of() : operands, longName.equals("--purge"));
        };
    }

    private static int archive(Process process, String action, List<String> operands) throws IOException {
        if (operands.isEmpty()) {
            return usage(
                    process,
                    (action.equals("-i") ? "--install" : action) + " needs at least one package archive file argument");
        }
        if (!process.who().isRoot()) {
            process.err().println("dpkg: error: requested operation requires superuser privilege");
            return 2;
        }
        String file = operands.get(0);
        process.err()
                .println(
                        process.files().exists(file)
                                ? "dpkg-deb: error: '" + file + "' is not a Debian format archive"
                                : "dpkg: error: cannot access archive '" + file + "': No such file or directory");
        return 2;
    }

    private static int verify(Process process, List<String> names) throws IOException {
        DpkgStore store = new DpkgStore(process.files());
        int result = 0;
        for (String name : names) {
            if (!store.isInstalled(name)) {
                process.err().println("dpkg: package '" + name + "' is not installed");
                result = 1;
            }
        }
        for (Stanza each : store.all()) {
            if (!names.isEmpty() && !names.contains(each.line("Package")) || !PackageDatabase.isInstalled(each)) {
                continue;
            }
            List<String> conffiles = DpkgStore.conffiles(each);
            for (String path : store.paths(each)) {
                process.step();
                if (!process.files().as(postroom.labs.fs.Credentials.ROOT).exists(path)) {
                    process.out().println("missing   " + (conffiles.contains(path) ? "c" : " ") + " " + path);
                }
            }
        }
        return result;
    }

    private static int selections(Process process, List<String> patterns) throws IOException {
        PackageDatabase database = PackageDatabase.read(process.files());
        for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
            Glob glob = Glob.of(pattern);
            boolean found = false;
            for (Stanza each : database.packages()) {
                if (glob.matches(each.line("Package"))) {
                    found = true;
                    String name = PackageDatabase.binaryName(each);
                    int tabs = Math.max(1, 6 - name.length() / 8);
                    process.out()
                            .println(name
                                    + "\t".repeat(tabs)
                                    + each.line("Status").split(" ")[0]);
                }
            }
            if (!found) {
                process.err().println("dpkg: no packages found matching " + pattern);
            }
        }
        return 0;
    }

    private static int compare(Process process, List<String> operands) throws IOException {
        if (operands.size() != 3) {
            return usage(process, "--compare-versions takes three arguments: <version> <relation> <version>");
        }
        int order = Version.compare(operands.get(0), operands.get(2));
        boolean holds;
        switch (operands.get(1)) {
            case "lt", "lt-nl", "<<" -> holds = order < 0;
            case "le", "le-nl", "<=", "<" -> holds = order <= 0;
            case "eq", "=" -> holds = order == 0;
            case "ne" -> holds = order != 0;
            case "ge", "ge-nl", ">=", ">" -> holds = order >= 0;
            case "gt", "gt-nl", ">>" -> holds = order > 0;
            default -> {
                return usage(process, "--compare-versions bad relation");
            }
        }
        return holds ? 0 : 1;
    }
}
