package postroom.labs.debian.systemd;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.JournalEntry;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** What {@code systemctl status} tells of a unit: what it is, since when, its processes, its last words. */
final class UnitStatus {
    private static final int LINES = 10;
    private static final String GREEN = "\u001b[0;1;32m";
    private static final String PLAIN = "\u001b[0m";

    private final Process process;
    private final Unit unit;
    private final boolean colours;
    private final boolean active;

    UnitStatus(Process process, Unit unit) throws IOException {
        this.process = process;
        this.unit = unit;
        this.colours = process.fd(1).terminal().isPresent();
        this.active = unit.active(process);
    }

    /** Prints it; gives the exit status, 0 or 3. */
    int show() throws IOException {
        Optional<Process> main = unit.mainProcess(process);
        List<JournalEntry> words = words();
        String name = unit.name() + ".service";
        line(green(active ? "●" : "○") + " " + name + " - " + unit.setting("Description"));
        boolean enabled = unit.enabled(process);
        field(
                "Loaded",
                "loaded (" + unit.path().replaceFirst("^/usr", "") + "; " + (enabled ? "enabled" : "disabled")
                        + "; preset: enabled)");
        field("Active", state(main, words));
        List<String> documents = unit.settings("Documentation");
        for (int i = 0; i < documents.size(); i++) {
            line((i == 0 ? "       Docs: " : "             ") + documents.get(i));
        }
        if (active && main.isPresent()) {
            processes(main.get());
        }
        if (!words.isEmpty()) {
            line("");
            JournalFormat format = JournalFormat.brief(process.host(), colours);
            for (JournalEntry each : words.subList(Math.max(0, words.size() - LINES), words.size())) {
                process.out().print(format.show(each, 0));
            }
        }
        return active ? 0 : 3;
    }

    private void line(String text) throws IOException {
        process.out().println(text);
    }

    private void field(String name, String value) throws IOException {
        line(String.format("%11s: %s", name, value));
    }

    private String green(String text) {
        return colours && active ? GREEN + text + PLAIN : text;
    }

    private String state(Optional<Process> main, List<JournalEntry> words) {
        String state = green(active ? main.isPresent() ? "active (running)" : "active (exited)" : "inactive (dead)");
        Optional<Instant> since = active && main.isPresent()
                ? Optional.of(Instant.ofEpochMilli(main.get().started()))
                : words.stream()
                        .filter(JournalEntry::isManagers)
                        .filter(it -> it.message().matches(active ? "(Started|Finished) .*" : "Stopped .*"))
                        .map(JournalEntry::time)
                        .reduce((first, second) -> second);
        return state
                + since.map(it -> " since " + JournalFormat.full(it) + "; "
                                + Timestamps.ago(it, process.host().clock().instant()))
                        .orElse("");
    }

    private void processes(Process main) throws IOException {
        List<Process> all = new ArrayList<>();
        collect(main, all);
        String shown = main.name().replaceFirst(":.*", "");
        field("Main PID", main.pid() + " (" + shown + ")");
        field("Tasks", all.size() + " (limit: " + process.host().limits().processes() + ")");
        String slice = unit.name().contains("@")
                ? "/system.slice/system-" + unit.name().replaceFirst("@.*", "") + ".slice/"
                : "/system.slice/";
        field("CGroup", slice + unit.name() + ".service");
        int width = Integer.toString(all.stream().mapToInt(Process::pid).max().orElse(1))
                .length();
        all.sort(java.util.Comparator.comparingInt(Process::pid));
        for (int i = 0; i < all.size(); i++) {
            String branch = i == all.size() - 1 ? "└─" : "├─";
            line("             " + branch
                    + String.format("%" + width + "d", all.get(i).pid()) + " "
                    + all.get(i).title());
        }
    }

    private void collect(Process one, List<Process> into) {
        into.add(one);
        for (Process each : process.host().processes().all()) {
            if (each.parent() == one.pid() && each.status() == null && !into.contains(each)) {
                collect(each, into);
            }
        }
    }

    /** What the unit, and the manager of it, have said. */
    private List<JournalEntry> words() throws IOException {
        List<JournalEntry> found = new ArrayList<>();
        try {
            for (JournalEntry each : JournalQuery.read(process)) {
                if (each.unit().equals(unit.name() + ".service")) {
                    found.add(each);
                }
            }
        } catch (ErrnoException denied) {
            process.err().println("Warning: some journal files were not opened due to insufficient permissions.");
        }
        return found;
    }
}
