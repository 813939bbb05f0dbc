package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code dpkg-query(1)}: asks the database of packages; {@code dpkg} hands its own queries on to it. */
public final class DpkgQuery implements Program {
    private static final Map<String, String> ACTIONS = actions();
    private static final String VERSION = """
            Debian dpkg-query package management program query tool version 1.21.23 (amd64).
            This is free software; see the GNU General Public License version 2 or
            later for copying conditions. There is NO warranty.
            """;

    private static Map<String, String> actions() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("-s", "--status");
        names.put("-p", "--print-avail");
        names.put("-L", "--listfiles");
        names.put("-l", "--list");
        names.put("-W", "--show");
        names.put("-S", "--search");
        names.put("-c", "--control-path");
        return names;
    }

    @Override
    public int run(Process process) throws IOException {
        String action = "";
        String format = ShowFormat.DEFAULT;
        List<String> operands = new ArrayList<>();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-?") || word.equals("--help")) {
                process.out().print(HelpText.of("dpkg/dpkg-query"));
                return 0;
            } else if (word.equals("--version")) {
                process.out().print(VERSION);
                return 0;
            } else if (word.startsWith("--showformat=")) {
                format = word.substring(word.indexOf('=') + 1);
            } else if (word.startsWith("-f")) {
                if (word.length() == 2 && i + 1 == words.size()) {
                    return usage(process, "-f option takes a value");
                }
                format = word.length() > 2 ? word.substring(2).replaceFirst("^=", "") : words.get(++i);
            } else if (word.equals("--no-pager") || word.equals("--load-avail")) {
                continue;
            } else if (ACTIONS.containsKey(word) || ACTIONS.containsValue(word)) {
                String wanted = ACTIONS.getOrDefault(word, word);
                if (!action.isEmpty() && !action.equals(wanted)) {
                    return usage(process, "conflicting actions " + named(wanted) + " and " + named(action));
                }
                action = wanted;
            } else if (word.startsWith("-") && word.length() > 1) {
                return usage(process, "unknown option " + word);
            } else {
                operands.add(word);
            }
        }
        return action.isEmpty() ? usage(process, "need an action option") : run(process, action, format, operands);
    }

    private static String named(String action) {
        for (Map.Entry<String, String> each : ACTIONS.entrySet()) {
            if (each.getValue().equals(action)) {
                return each.getKey() + " (" + action + ")";
            }
        }
        return action;
    }

    private static int usage(Process process, String complaint) throws IOException {
        process.err().println("dpkg-query: error: " + complaint);
        process.err().println().println("Use --help for help about querying packages.");
        return 2;
    }

    /** Runs one action; also for {@code dpkg}. */
    static int run(Process process, String action, String format, List<String> operands) throws IOException {
        PackageDatabase database;
        try {
            database = PackageDatabase.read(process.files());
        } catch (ErrnoException e) {
            process.err()
                    .println("dpkg-query: error: failed to open package info file '/var/lib/dpkg/status' for reading: "
                            + e.getMessage());
            return 2;
        }
        return switch (action) {
            case "--status" -> status(process, database, operands);
            case "--print-avail" -> available(process, operands);
            case "--listfiles" ->
                operands.isEmpty()
                        ? usage(process, "--listfiles needs at least one package name argument")
                        : files(process, database, operands);
            case "--search" ->
                operands.isEmpty()
                        ? usage(process, "--search needs at least one file name pattern argument")
                        : search(process, database, operands);
            case "--list" -> list(process, database, operands);
            case "--control-path" -> control(process, database, operands);
            default -> show(process, database, new ShowFormat(format), operands);
        };
    }

    private static int status(Process process, PackageDatabase database, List<String> names) throws IOException {
        int result = 0;
        boolean first = true;
        if (names.isEmpty()) {
            for (Stanza each : database.packages()) {
                process.out().println(each.text());
            }
            return 0;
        }
        for (String name : names) {
            Optional<Stanza> found = database.find(name);
            if (found.isEmpty()) {
                process.err()
                        .println("dpkg-query: package '" + name + "' is not installed and no information is available");
                result = 1;
            } else {
                process.out().print((first ? "" : "\n") + found.get().text());
                first = false;
            }
        }
        if (result != 0) {
            process.out().flush();
            process.err().println("Use dpkg --info (= dpkg-deb --info) to examine archive files.");
        }
        return result;
    }

    /** There is no cache of available packages here, as on a fresh host. */
    private static int available(Process process, List<String> names) throws IOException {
        for (String name : names) {
            process.err().println("dpkg-query: package '" + name + "' is not available");
        }
        return names.isEmpty() ? 0 : 1;
    }

    private static int files(Process process, PackageDatabase database, List<String> names) throws IOException {
        int result = 0;
        boolean first = true;
        for (String name : names) {
            Optional<Stanza> found = database.find(name).filter(PackageDatabase::isInstalled);
            if (found.isEmpty()) {
                process.out().flush();
                process.err().println("dpkg-query: package '" + name + "' is not installed");
                result = 1;
                continue;
            }
            if (!first) {
                process.out().println();
            }
            first = false;
            for (String path : database.paths(found.get())) {
                process.out().println(path);
            }
        }
        if (result != 0) {
            process.out().flush();
            process.err().println("Use dpkg --contents (= dpkg-deb --contents) to list archive files contents.");
        }
        return result;
    }

    private static int search(Process process, PackageDatabase database, List<String> patterns) throws IOException {
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        for (Stanza each : database.packages()) {
            for (String path : database.paths(each)) {
                process.step();
                owners.computeIfAbsent(path, it -> new LinkedHashSet<>()).add(PackageDatabase.binaryName(each));
            }
        }
        int result = 0;
        for (String pattern : patterns) {
            boolean anywhere = "*?[/\\".indexOf(pattern.charAt(0)) < 0;
            String wanted = anywhere ? "*" + pattern + "*" : pattern;
            boolean found = false;
            if (Glob.isGlob(wanted)) {
                Glob glob = Glob.of(wanted);
                for (Map.Entry<String, Set<String>> each : owners.entrySet()) {
                    process.step();
                    if (glob.matches(each.getKey())) {
                        found = true;
                        process.out().println(String.join(", ", each.getValue()) + ": " + each.getKey());
                    }
                }
            } else {
                String path = wanted.length() > 1 ? wanted.replaceFirst("/+$", "") : wanted;
                found = owners.containsKey(path);
                if (found) {
                    process.out().println(String.join(", ", owners.get(path)) + ": " + path);
                }
            }
            if (!found) {
                process.out().flush();
                process.err().println("dpkg-query: no path found matching pattern " + wanted);
                result = 1;
            }
        }
        return result;
    }

    private static int list(Process process, PackageDatabase database, List<String> patterns) throws IOException {
        PackageList list = new PackageList();
        int result = 0;
        Set<String> mentioned = database.mentioned();
        Set<String> added = new LinkedHashSet<>();
        for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
            Glob glob = Glob.of(pattern);
            boolean found = false;
            for (Stanza each : database.packages()) {
                if (glob.matches(each.line("Package")) || pattern.equals(PackageDatabase.binaryName(each))) {
                    found = true;
                    if (added.add(PackageDatabase.binaryName(each))) {
                        list.add(each);
                    }
                }
            }
            for (String name : patterns.isEmpty() ? Set.<String>of() : mentioned) {
                if (glob.matches(name)) {
                    found = true;
                    if (added.add(name)) {
                        list.addUnknown(name);
                    }
                }
            }
            if (!found) {
                process.err().println("dpkg-query: no packages found matching " + pattern);
                result = 1;
            }
        }
        if (!added.isEmpty()) {
            list.print(process.out());
        }
        return result;
    }

    private static int show(Process process, PackageDatabase database, ShowFormat format, List<String> patterns)
            throws IOException {
        if (!format.isClosed()) {
            process.err().println("dpkg-query: error in show format: missing closing brace");
            return 1;
        }
        int result = 0;
        Map<String, Stanza> found = new java.util.TreeMap<>();
        for (String pattern : patterns.isEmpty() ? List.of("*") : patterns) {
            Glob glob = Glob.of(pattern);
            boolean any = false;
            for (Stanza each : database.packages()) {
                if (glob.matches(each.line("Package")) || pattern.equals(PackageDatabase.binaryName(each))) {
                    found.put(each.line("Package"), each);
                    any = true;
                }
            }
            for (String name : patterns.isEmpty() ? Set.<String>of() : database.mentioned()) {
                if (glob.matches(name)) {
                    found.put(name, new Stanza(Map.of("Package", name)));
                    any = true;
                }
            }
            if (!any) {
                process.err().println("dpkg-query: no packages found matching " + pattern);
                result = 1;
            }
        }
        for (Stanza each : found.values()) {
            process.out().print(format.fill(name -> ShowFormat.value(each, name)));
        }
        return result;
    }

    private static int control(Process process, PackageDatabase database, List<String> operands) throws IOException {
        if (operands.isEmpty() || operands.size() > 2) {
            return usage(process, "--control-path takes at most two arguments");
        }
        Optional<Stanza> found = database.find(operands.get(0));
        if (found.isEmpty()) {
            process.err().println("dpkg-query: error: package '" + operands.get(0) + "' is not installed");
            return 2;
        }
        String prefix = PackageDatabase.binaryName(found.get()) + ".";
        List<String> names = new ArrayList<>();
        process.files().list("/var/lib/dpkg/info").forEach(it -> names.add(it.name()));
        names.sort(null);
        for (String name : names) {
            boolean wanted = operands.size() == 1 || name.equals(prefix + operands.get(1));
            if (wanted && name.startsWith(prefix) && !name.endsWith(".list")) {
                process.out().println("/var/lib/dpkg/info/" + name);
            }
        }
        return 0;
    }
}
