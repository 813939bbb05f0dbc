package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Selections;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.host.Process;

/** {@code apt-mark(8)}: what was wanted and what came along; what is held. */
final class AptMark extends AptProgram {
    AptMark() {
        super("apt-mark");
    }

    @Override
    int run(Process process, AptOptions options, String verb, List<String> names) throws IOException {
        DpkgStore store = new DpkgStore(process.files());
        return switch (verb) {
            case "auto", "manual" -> mark(process, store, names, verb.equals("auto"));
            case "hold", "unhold" -> hold(process, store, names, verb.equals("hold"));
            case "showauto", "showmanual", "showhold", "showheld" -> show(process, store, verb, names);
            default -> complain(process, "Invalid operation " + verb);
        };
    }

    private static boolean allKnown(Process process, DpkgStore store, List<String> names) throws IOException {
        Archive archive = new Archive(process);
        boolean all = true;
        for (String name : names) {
            if (store.find(name).isEmpty() && archive.find(name).isEmpty()) {
                process.err().println("E: Unable to locate package " + name);
                all = false;
            }
        }
        if (!all || names.isEmpty()) {
            process.err().println("E: No packages found");
        }
        return all && !names.isEmpty();
    }

    private static int mark(Process process, DpkgStore store, List<String> names, boolean automatic)
            throws IOException {
        if (!allKnown(process, store, names)) {
            return 100;
        }
        Marks marks = new Marks(process.files());
        boolean changed = false;
        String set = " set to " + (automatic ? "automatically" : "manually") + " installed.";
        for (String name : names) {
            if (!store.isInstalled(name)) {
                process.out().println(name + " can not be marked as it is not installed.");
            } else if (marks.isAutomatic(name) == automatic) {
                process.out().println(name + " was already" + set);
            } else {
                if (!process.who().isRoot()) {
                    return complain(
                            process,
                            "Could not create temporary file for /var/lib/apt/extended_states - mkstemp (13: Permission denied)");
                }
                marks.automatic(name, automatic);
                changed = true;
                process.out().println(name + set);
            }
        }
        if (changed) {
            marks.save();
        }
        return 0;
    }

    private static int hold(Process process, DpkgStore store, List<String> names, boolean on) throws IOException {
        if (!allKnown(process, store, names)) {
            return 100;
        }
        for (String name : names) {
            boolean held = store.find(name)
                    .map(it -> it.line("Status").startsWith("hold"))
                    .orElse(false);
            if (held == on) {
                process.out().println(name + (on ? " was already set on hold." : " was already not on hold."));
                continue;
            }
            if (!process.who().isRoot()) {
                process.err()
                        .println(
                                "dpkg: error: required read/write access to the dpkg database directory /var/lib/dpkg");
                process.err().println("E: Sub-process dpkg --set-selections returned an error code (2)");
                process.err().println("E: Executing dpkg failed. Are you root?");
                return 100;
            }
            Selections.wish(store, name, on ? "hold" : "install");
            process.out().println(on ? name + " set on hold." : "Canceled hold on " + name + ".");
        }
        return 0;
    }

    private static int show(Process process, DpkgStore store, String verb, List<String> names) throws IOException {
        Marks marks = new Marks(process.files());
        for (Stanza each : store.all()) {
            String name = each.line("Package");
            boolean wanted = names.isEmpty() || names.contains(name);
            boolean shown = verb.startsWith("showh")
                    ? each.line("Status").startsWith("hold")
                    : store.isInstalled(name) && marks.isAutomatic(name) == verb.equals("showauto");
            if (wanted && shown) {
                process.out().println(name);
            }
        }
        return 0;
    }
}
