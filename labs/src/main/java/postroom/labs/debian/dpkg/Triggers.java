package postroom.labs.debian.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;

/**
 * Triggers that packages have in common, by their files {@code triggers} (deb-triggers(5)): one {@code activate}s a name
 * whenever it comes or goes, another is {@code interest}ed in it and has its postinst run at the end.
 */
public final class Triggers {
    private final Process process;
    private final DpkgStore store;
    private final Map<String, Set<String>> pending = new TreeMap<>();

    /** The triggers of one run of dpkg. */
    public Triggers(Process process, DpkgStore store) {
        this.process = process;
        this.store = store;
    }

    /** Notes what a package activates that has just come or is about to go; the names of the packages that wait for it. */
    public Set<String> activate(Stanza control) throws IOException {
        Set<String> interested = new TreeSet<>();
        for (String trigger : names(control, "activate")) {
            for (Stanza each : store.all()) {
                if (names(each, "interest").contains(trigger)) {
                    interested.add(each.line("Package"));
                    pending.computeIfAbsent(each.line("Package"), it -> new TreeSet<>())
                            .add(trigger);
                }
            }
        }
        return interested;
    }

    /** Runs the postinst of a package for what is pending for it. */
    public void run(Stanza control) throws IOException {
        Set<String> names = pending.remove(control.line("Package"));
        String postinst = DpkgStore.info(control, "postinst");
        if (names != null && process.files().exists(postinst)) {
            new Script(process).run(postinst, "triggered", String.join(" ", names));
        }
    }

    private List<String> names(Stanza control, String directive) throws IOException {
        FileAccess files = process.files();
        String path = DpkgStore.info(control, "triggers");
        if (!files.exists(path)) {
            return List.of();
        }
        return new String(files.readAll(path), UTF_8)
                .lines()
                .map(it -> it.split("\\s+"))
                .filter(it -> it.length == 2 && it[0].startsWith(directive))
                .map(it -> it[1])
                .toList();
    }
}
