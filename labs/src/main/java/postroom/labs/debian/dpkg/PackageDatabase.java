package postroom.labs.debian.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.io.ErrnoException;

/**
 * What is installed, by {@code /var/lib/dpkg}: the file {@code status}, and for each package its list of paths.
 *
 * @param files the host's disk
 * @param packages the paragraphs of {@code status}, by name
 */
record PackageDatabase(FileAccess files, List<Stanza> packages) {
    private static final String FOLDER = "/var/lib/dpkg/";
    private static final List<String> RELATIONS = List.of(
            "Pre-Depends",
            "Depends",
            "Recommends",
            "Suggests",
            "Breaks",
            "Conflicts",
            "Replaces",
            "Provides",
            "Enhances");

    static PackageDatabase read(FileAccess files) throws ErrnoException {
        List<Stanza> packages = new ArrayList<>(Stanza.parseAll(new String(files.readAll(FOLDER + "status"), UTF_8)));
        packages.sort((a, b) -> a.line("Package").compareTo(b.line("Package")));
        return new PackageDatabase(files, packages);
    }

    /** A package by its name, perhaps with its architecture behind a colon. */
    Optional<Stanza> find(String name) {
        return packages.stream()
                .filter(it -> it.line("Package").equals(name) || qualified(it).equals(name))
                .findFirst();
    }

    /** The name, with the architecture where the package may be there once for each. */
    static String binaryName(Stanza each) {
        return each.line("Multi-Arch").equals("same") ? qualified(each) : each.line("Package");
    }

    private static String qualified(Stanza each) {
        return each.line("Package") + ":" + each.line("Architecture");
    }

    /** True unless only its settings are left or it is gone. */
    static boolean isInstalled(Stanza each) {
        return each.line("Status").endsWith(" installed");
    }

    /** The paths that a package owns. */
    List<String> paths(Stanza each) {
        return TextFile.lines(files, FOLDER + "info/" + binaryName(each) + ".list");
    }

    /** Names that packages only speak of, in their relations to others. */
    Set<String> mentioned() {
        Set<String> names = new TreeSet<>();
        for (Stanza each : packages) {
            for (String relation : RELATIONS) {
                for (String name : each.fields().getOrDefault(relation, "").split("[,|]")) {
                    String bare = name.strip().split("[ (:]", 2)[0];
                    if (!bare.isEmpty()) {
                        names.add(bare);
                    }
                }
            }
        }
        Set<String> known = new LinkedHashSet<>();
        packages.forEach(it -> known.add(it.line("Package")));
        names.removeAll(known);
        return names;
    }
}
