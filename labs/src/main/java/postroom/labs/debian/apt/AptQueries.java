package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Glob;
import postroom.labs.debian.dpkg.Relations;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** The queries of {@code apt-cache} and {@code apt}: show, search, policy, depends, rdepends, list, madison, pkgnames. */
final class AptQueries {
    private static final List<String> FIELDS =
            List.of("Pre-Depends", "Depends", "Conflicts", "Breaks", "Recommends", "Suggests", "Replaces", "Enhances");

    private final Process process;
    private final AptOptions options;
    private final boolean friendly;
    private final Archive archive;
    private final DpkgStore store;
    private final Marks marks;

    AptQueries(Process process, AptOptions options, boolean friendly) throws IOException {
        this.process = process;
        this.options = options;
        this.friendly = friendly;
        this.archive = new Archive(process);
        this.store = new DpkgStore(process.files());
        this.marks = new Marks(process.files());
    }

    int run(String verb, List<String> operands) throws IOException {
        switch (verb) {
            case "show":
                return show(operands);
            case "search":
                return search(operands);
            case "policy":
                return policy(operands);
            case "depends":
                return depends(operands);
            case "rdepends":
                return reverse(operands);
            case "list":
                if (friendly) {
                    return list(operands);
                }
                break;
            case "madison":
                return madison(operands);
            case "pkgnames":
                return names(operands);
            default:
                break;
        }
        return AptProgram.complain(process, "Invalid operation " + verb);
    }

    private void say(String line) throws IOException {
        process.out().println(line);
    }

    private int unknown(List<String> names) throws IOException {
        process.out().flush();
        for (String each : names) {
            process.err().println((friendly ? "E" : "N") + ": Unable to locate package " + each);
        }
        process.err().println((friendly ? "N" : "E") + ": No packages found");
        return 100;
    }

    private Optional<Stanza> known(String name) {
        return archive.find(name).or(() -> store.find(name));
    }

    private int show(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return AptProgram.complain(process, "No packages found");
        }
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Optional<Stanza> found = known(name);
            if (found.isEmpty()) {
                missing.add(name);
            } else if (friendly) {
                ShowPage.friendly(process, found.get(), store.isInstalled(name), !marks.isAutomatic(name));
            } else {
                ShowPage.plain(process, found.get());
            }
        }
        if (missing.isEmpty()) {
            return 0;
        }
        process.out().flush();
        for (String each : missing) {
            process.err()
                    .println((missing.size() == names.size() && !friendly ? "N: " : "W: ") + "Unable to locate package "
                            + each);
        }
        process.err().println("E: No packages found");
        return 100;
    }

    private int search(List<String> patterns) throws IOException {
        if (patterns.isEmpty()) {
            return AptProgram.complain(process, "You must give at least one search pattern");
        }
        List<Pattern> all = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                all.add(PosixRegex.compile(pattern, PosixRegex.Syntax.EXTENDED, Pattern.CASE_INSENSITIVE));
            } catch (RegexException e) {
                return AptProgram.complain(process, "Regex compilation error - " + e.getMessage());
            }
        }
        if (friendly) {
            String done = Lock.done(process, options.quiet);
            say("Sorting..." + done);
            say("Full Text Search..." + done);
        }
        for (Stanza each : archive.all()) {
            process.step();
            String name = each.line("Package");
            String text = each.fields().getOrDefault("Description-en", each.line("Description"));
            String where = options.has("names-only") ? name : name + "\n" + text;
            boolean hit = true;
            for (Pattern pattern : all) {
                hit &= where.lines()
                        .anyMatch(line -> pattern.matcher(new Budgeted(line, process::step))
                                .find());
            }
            if (hit && friendly) {
                say(line(each));
                say("  " + summary(each) + "\n");
            } else if (hit) {
                say(name + " - " + summary(each));
            }
        }
        return 0;
    }

    private static String summary(Stanza each) {
        String text = each.line("Description-en");
        return text.isEmpty() ? each.line("Description") : text;
    }

    /** {@code telnet/oldstable,now 0.17 all [installed]}. */
    private String line(Stanza each) {
        String name = each.line("Package");
        List<String> where = new ArrayList<>();
        for (String suite : Archive.suites(each)) {
            where.add(suite.equals("bookworm") ? "oldstable" : suite.replace("bookworm", "oldstable"));
        }
        boolean there = store.isInstalled(name);
        if (there) {
            where.add("now");
        }
        return name + "/" + String.join(",", where) + " " + each.line("Version") + " " + each.line("Architecture")
                + (there ? marks.isAutomatic(name) ? " [installed,automatic]" : " [installed]" : "");
    }

    private int list(List<String> patterns) throws IOException {
        say("Listing..." + Lock.done(process, options.quiet));
        TreeSet<String> names = new TreeSet<>();
        archive.all().forEach(it -> names.add(it.line("Package")));
        store.all().forEach(it -> names.add(it.line("Package")));
        for (String name : names) {
            boolean wanted = patterns.isEmpty()
                    || patterns.stream().anyMatch(it -> Glob.of(it).matches(name));
            boolean there = store.isInstalled(name);
            if (wanted && (there || !options.has("installed")) && !options.has("upgradable")) {
                Stanza each = known(name).orElseThrow();
                say(
                        each.get("Suites").isPresent()
                                ? line(each)
                                : name + "/now " + each.line("Version") + " " + each.line("Architecture")
                                        + (there ? " [installed,local]" : " [residual-config]"));
            }
        }
        return 0;
    }

    private int policy(List<String> names) throws IOException {
        if (names.isEmpty()) {
            say("Package files:");
            say(" 100 /var/lib/dpkg/status");
            say("     release a=now");
            List<String[]> sources = Archive.sources(process);
            for (int i = sources.size() - 1; i >= 0; i--) {
                String suite = sources.get(i)[2];
                String release = suite.replace("bookworm", "");
                say(" 500 " + sources.get(i)[1] + " " + suite + "/main amd64 Packages");
                say("     release v=12" + (release.isEmpty() ? ".15" : release.equals("-security") ? "" : release)
                        + ",o=Debian,a=oldstable" + release + ",n=" + suite + ",l=Debian"
                        + (release.equals("-security") ? "-Security" : "") + ",c=main,b=amd64");
                say("     origin deb.debian.org");
            }
            say("Pinned packages:");
            return 0;
        }
        for (String name : names) {
            Optional<Stanza> found = known(name);
            if (found.isEmpty()) {
                if (friendly || names.size() == 1) {
                    process.err().println("N: Unable to locate package " + name);
                }
                continue;
            }
            boolean there = store.isInstalled(name);
            String version = found.get().line("Version");
            say(name + ":");
            say("  Installed: " + (there ? store.find(name).orElseThrow().line("Version") : "(none)"));
            say("  Candidate: " + version);
            say("  Version table:");
            say((there ? " *** " : "     ")
                    + version
                    + (found.get().get("Suites").isPresent() ? " 500" : " 100"));
            if (found.get().get("Suites").isPresent()) {
                for (String suite : Archive.suites(found.get())) {
                    say("        500 " + Archive.mirror(suite) + " " + suite + "/main amd64 Packages");
                }
            }
            if (there) {
                say("        100 /var/lib/dpkg/status");
            }
        }
        return 0;
    }

    private int depends(List<String> names) throws IOException {
        for (String name : names) {
            Optional<Stanza> found = known(name);
            if (found.isEmpty()) {
                return AptProgram.complain(process, "No packages found");
            }
            say(name);
            for (String field : FIELDS) {
                String label = field.replace("-", "");
                for (List<Relations.Wanted> group :
                        Relations.parse(found.get().fields().getOrDefault(field, ""))) {
                    for (int i = 0; i < group.size(); i++) {
                        dependency(label, group.get(i), i + 1 < group.size());
                    }
                }
            }
        }
        return names.isEmpty() ? AptProgram.complain(process, "No packages found") : 0;
    }

    private void dependency(String label, Relations.Wanted wanted, boolean more) throws IOException {
        boolean real = known(wanted.name()).isPresent();
        say((more ? " |" : "  ") + label + ": " + (real ? wanted.name() : "<" + wanted.name() + ">"));
        TreeSet<String> providers = new TreeSet<>();
        for (Stanza each : archive.all()) {
            if (Relations.provided(each).contains(wanted.name())) {
                providers.add(each.line("Package"));
            }
        }
        for (String each : providers) {
            say("    " + each);
        }
    }

    private int reverse(List<String> names) throws IOException {
        for (String name : names) {
            if (known(name).isEmpty()) {
                return AptProgram.complain(process, "No packages found");
            }
            say(name);
            say("Reverse Depends:");
            for (Stanza each : archive.all()) {
                for (String field : FIELDS) {
                    for (List<Relations.Wanted> group :
                            Relations.parse(each.fields().getOrDefault(field, ""))) {
                        for (int i = 0; i < group.size(); i++) {
                            if (group.get(i).name().equals(name)) {
                                say((i + 1 < group.size() ? " |" : "  ") + each.line("Package"));
                            }
                        }
                    }
                }
            }
        }
        return names.isEmpty() ? AptProgram.complain(process, "No packages found") : 0;
    }

    private int madison(List<String> names) throws IOException {
        for (String name : names) {
            Optional<Stanza> found = archive.find(name);
            if (found.isEmpty()) {
                process.err().println("N: Unable to locate package " + name);
                continue;
            }
            for (String suite : Archive.suites(found.get())) {
                say(String.format(
                        Locale.ROOT,
                        "%10s | %10s | %s %s/main amd64 Packages",
                        name,
                        found.get().line("Version"),
                        Archive.mirror(suite),
                        suite));
            }
        }
        return 0;
    }

    private int names(List<String> prefixes) throws IOException {
        String prefix = prefixes.isEmpty() ? "" : prefixes.get(0);
        for (Stanza each : archive.all()) {
            if (each.line("Package").startsWith(prefix)) {
                say(each.line("Package"));
            }
        }
        return 0;
    }
}
