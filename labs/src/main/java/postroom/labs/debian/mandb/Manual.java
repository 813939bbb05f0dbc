package postroom.labs.debian.mandb;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.image.ImageResources;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** The manual pages of the packages that are installed on a host. */
final class Manual {
    /** The order in which sections are searched, {@code SECTION} of {@code /etc/manpath.config}. */
    private static final String ORDER = "18325479n6";

    private static final List<ManPage> ALL = ImageResources.lines("packages/man-db/pages/index").stream()
            .map(ManPage::parse)
            .toList();

    private Manual() {}

    /** All pages, installed or not. */
    static List<ManPage> all() {
        return ALL;
    }

    /** The pages of the installed packages, by name. */
    static List<ManPage> installed(Process process) {
        return ALL.stream()
                .filter(it -> isInstalled(process, it.debianPackage()))
                .sorted(Comparator.comparing(ManPage::name).thenComparing(ManPage::section))
                .toList();
    }

    /** The pages of a name, in the order of the sections; of one section, if that is not empty. */
    static List<ManPage> find(Process process, String name, List<String> sections) {
        return ALL.stream()
                .filter(it -> it.name().equals(name) && (sections.isEmpty() || sections.contains(it.section())))
                .filter(it -> isInstalled(process, it.debianPackage()))
                .sorted(Comparator.comparingInt(it -> ORDER.indexOf(it.section())))
                .toList();
    }

    /** Whether a word of the command line is a section's name and not a page's. */
    static boolean isSection(String word) {
        return word.length() <= 4
                && !word.isEmpty()
                && (Character.isDigit(word.charAt(0))
                        || word.toLowerCase(Locale.ROOT).equals("n"));
    }

    private static boolean isInstalled(Process process, String name) {
        for (String suffix : List.of(".list", ":amd64.list")) {
            try {
                process.files().stat("/var/lib/dpkg/info/" + name + suffix);
                return true;
            } catch (ErrnoException next) {
                continue;
            }
        }
        return false;
    }
}
