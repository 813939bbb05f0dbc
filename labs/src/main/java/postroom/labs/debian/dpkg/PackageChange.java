package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;

/** What {@code dpkg --remove}, {@code --purge} and {@code --configure} do for the packages that are named. */
final class PackageChange {
    private final Process process;
    private final DpkgStore store;
    private final List<String> failed = new ArrayList<>();
    private boolean read;

    PackageChange(Process process) throws IOException {
        this.process = process;
        this.store = new DpkgStore(process.files());
    }

    int remove(List<String> names, boolean purge) throws IOException {
        for (String name : names) {
            Optional<Stanza> found = store.find(name);
            boolean installed = found.filter(PackageDatabase::isInstalled).isPresent();
            boolean settings = found.isPresent() && !installed;
            if (!installed && !(settings && purge)) {
                process.err().println("dpkg: warning: ignoring request to remove " + name + settingsHint(settings));
                continue;
            }
            if (installed && found.get().line("Essential").equals("yes")) {
                process.err().println("dpkg: error processing package " + name + " (" + action(purge) + "):");
                process.err().println(" this is an essential package; it should not be removed");
                failed.add(name);
                continue;
            }
            if (installed && isNeeded(found.get(), names, purge)) {
                continue;
            }
            readDatabase();
            Removal removal = new Removal(process, store);
            boolean well = !installed || removal.remove(found.get().line("Package"));
            if (well && purge && store.find(name).isPresent()) {
                removal.purge(found.get().line("Package"));
            }
            if (!well) {
                failed.add(name);
            }
        }
        return report();
    }

    private static String settingsHint(boolean settings) {
        return settings
                ? ", only the config\n files of which are on the system; use --purge to remove them too"
                : " which isn't installed";
    }

    private static String action(boolean purge) {
        return purge ? "--purge" : "--remove";
    }

    /** Says which packages need one that shall go, if any does. */
    private boolean isNeeded(Stanza gone, List<String> names, boolean purge) throws IOException {
        List<String> complaints = new ArrayList<>();
        List<Stanza> all = new ArrayList<>(store.all());
        all.sort((a, b) -> b.line("Package").compareTo(a.line("Package")));
        for (Stanza each : all) {
            if (!PackageDatabase.isInstalled(each) || names.contains(each.line("Package")) || each == gone) {
                continue;
            }
            for (String field : List.of("Pre-Depends", "Depends")) {
                for (List<Relations.Wanted> group :
                        Relations.parse(each.fields().getOrDefault(field, ""))) {
                    group.stream()
                            .filter(it -> Relations.meets(gone, it))
                            .findFirst()
                            .filter(it -> !metByAnother(group, gone, names))
                            .ifPresent(it -> complaints.add(
                                    " " + DpkgStore.binaryName(each) + " depends on " + it.text() + "."));
                }
            }
        }
        if (complaints.isEmpty()) {
            return false;
        }
        String name = DpkgStore.binaryName(gone);
        process.err().println("dpkg: dependency problems prevent removal of " + name + ":");
        for (String each : complaints) {
            process.err().println(each);
        }
        process.err().println();
        process.err().println("dpkg: error processing package " + name + " (" + action(purge) + "):");
        process.err().println(" dependency problems - not removing");
        failed.add(name);
        return true;
    }

    private boolean metByAnother(List<Relations.Wanted> group, Stanza gone, List<String> names) {
        return store.all().stream()
                .filter(it -> it != gone && PackageDatabase.isInstalled(it) && !names.contains(it.line("Package")))
                .anyMatch(it -> group.stream().anyMatch(wanted -> Relations.meets(it, wanted)));
    }

    private void readDatabase() throws IOException {
        if (!read) {
            read = true;
            process.out().print(store.reading());
        }
    }

    int configure(List<String> names) throws IOException {
        for (String name : names) {
            Optional<Stanza> found =
                    store.find(name).filter(it -> !it.line("Status").endsWith("config-files"));
            if (found.isEmpty()) {
                complain(name, "no package named '" + name + "' is installed, cannot configure");
            } else if (PackageDatabase.isInstalled(found.get())) {
                complain(name, "package " + DpkgStore.binaryName(found.get()) + " is already installed and configured");
            }
        }
        return report();
    }

    private void complain(String name, String why) throws IOException {
        process.err().println("dpkg: error processing package " + name + " (--configure):");
        process.err().println(" " + why);
        failed.add(name);
    }

    private int report() throws IOException {
        if (failed.isEmpty()) {
            return 0;
        }
        process.out().flush();
        process.err().println("Errors were encountered while processing:");
        for (String each : failed) {
            process.err().println(" " + each);
        }
        return 1;
    }
}
