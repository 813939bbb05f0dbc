package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code dpkg(1)}: the queries, which {@link DpkgQuery} answers, selections and versions. Archives ({@code -i}) and
 * removal are not there.
 */
public final class Dpkg implements Program {
    private static final Map<String, String> QUERIES =
            Map.of("-s", "--status", "-L", "--listfiles", "-l", "--list", "-S", "--search", "-p", "--print-avail");
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
            case "--compare-versions":
                return compare(process, operands);
            default:
                return usage(process, action.startsWith("-") ? "unknown option " + action : "need an action option");
        }
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
        if (!process.who().isRoot()) {
            process.err().println("dpkg: error: requested operation requires superuser privilege");
            return 2;
        }
        boolean archive = action.equals("-i") || action.equals("--install") || action.equals("--unpack");
        if (archive && operands.isEmpty()) {
            return usage(
                    process,
                    (action.equals("-i") ? "--install" : action) + " needs at least one package archive file argument");
        }
        if (archive) {
            String file = operands.get(0);
            process.err()
                    .println(
                            process.files().exists(file)
                                    ? "dpkg: error: '" + file + "' is not a Debian format archive"
                                    : "dpkg: error: cannot access archive '" + file + "': No such file or directory");
            return 2;
        }
        if (action.equals("--configure") && operands.equals(List.of("-a"))) {
            return 0;
        }
        PackageDatabase database = PackageDatabase.read(process.files());
        for (String name : operands) {
            if (database.find(name).isPresent()) {
                process.err().println("dpkg: error: use apt to install and remove packages on this host");
                return 2;
            }
            process.err().println("dpkg: warning: ignoring request to remove " + name + " which isn't installed");
        }
        return 0;
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
