package postroom.labs.debian.apt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postroom.labs.debian.dpkg.Relations;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.image.DebianPackage;
import postroom.labs.debian.image.ImageResources;
import postroom.labs.debian.image.Manifest;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * The packages that the sources of {@code /etc/apt/sources.list} offer. The archive is part of the lab: its index is
 * Debian 12's for the packages that the lab has, and a package is offered only if the lab has what is in it.
 */
final class Archive {
    static final String MIRROR = "http://deb.debian.org/debian";
    static final String SECURITY = "http://deb.debian.org/debian-security";

    private static final Map<String, Stanza> INDEX = byName("archive");
    private static final Map<String, Stanza> LIBRARIES = byName("libraries");

    private final Process process;
    private final boolean reachable;

    Archive(Process process) {
        this.process = process;
        this.reachable = !sources(process).isEmpty();
    }

    private static Map<String, Stanza> byName(String resource) {
        Map<String, Stanza> all = new TreeMap<>();
        for (Stanza each : Stanza.parseAll(ImageResources.required(resource))) {
            all.put(each.line("Package"), each);
        }
        return all;
    }

    /** The {@code deb} lines of sources.list: URI, suite and components. */
    static List<String[]> sources(Process process) {
        List<String[]> found = new ArrayList<>();
        try {
            String text = new String(process.files().readAll("/etc/apt/sources.list"), UTF_8);
            for (String line : text.split("\n")) {
                String[] words = line.replaceFirst("#.*", "")
                        .strip()
                        .replaceFirst("\\s\\[[^]]*]", "")
                        .split("\\s+");
                if (words[0].equals("deb") && words.length >= 4) {
                    found.add(words);
                }
            }
        } catch (ErrnoException none) {
            return List.of();
        }
        return found;
    }

    /** What the index says of a package, if it can be had. */
    Optional<Stanza> find(String name) {
        return Optional.ofNullable(INDEX.get(name)).filter(it -> reachable && isHad(name));
    }

    /** All packages that can be had, by name. */
    List<Stanza> all() {
        return INDEX.values().stream()
                .filter(it -> find(it.line("Package")).isPresent())
                .toList();
    }

    /** The packages that can be had and provide a name, or have it. */
    List<Stanza> providers(Relations.Wanted wanted) {
        return all().stream().filter(it -> Relations.meets(it, wanted)).toList();
    }

    /** Whether there is something behind the package: a program that runs, or nothing that should run. */
    private boolean isHad(String name) {
        if (LIBRARIES.containsKey(name)) {
            return true;
        }
        if (ImageResources.bytes("packages/" + name + "/control").isEmpty()) {
            return false;
        }
        Manifest manifest = ImageResources.manifest("packages/" + name);
        boolean any = false;
        for (Manifest.Line line : manifest.lines()) {
            if (line.type() == Manifest.Type.EXEC) {
                if (process.host().programs().find(line.detail()).isPresent()) {
                    return true;
                }
                any = true;
            }
        }
        return !any || name.equals("cpio"); // which others need, though nobody here calls it
    }

    /** What is in a package; empty for a library, of which only the name is there. */
    Optional<DebianPackage> contents(String name) {
        return LIBRARIES.containsKey(name) ? Optional.empty() : Optional.of(DebianPackage.read(name));
    }

    /** A package's paragraph for dpkg's database. */
    Stanza control(String name) {
        return LIBRARIES.containsKey(name)
                ? LIBRARIES.get(name)
                : DebianPackage.read(name).control();
    }

    /** The suites that have a package: {@code bookworm}, {@code bookworm-security}. */
    static List<String> suites(Stanza entry) {
        return List.of(entry.line("Suites").split(", "));
    }

    /** The archive's name and suite as apt prints them behind the mirror. */
    static String mirror(String suite) {
        return suite.endsWith("security") ? SECURITY : MIRROR;
    }
}
