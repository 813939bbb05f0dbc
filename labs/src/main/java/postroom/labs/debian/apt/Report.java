package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;

/** Says what a plan is: the lists of packages and the sums under them. */
final class Report {
    private final Process process;
    private final Archive archive;
    private final DpkgStore store;
    private final Plan plan;

    Report(Process process, Archive archive, DpkgStore store, Plan plan) {
        this.process = process;
        this.archive = archive;
        this.store = store;
        this.plan = plan;
    }

    /** A heading and names below it, as many in a line as fit. */
    void list(String heading, Collection<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        int width = process.terminal().isPresent() && process.fd(1).terminal().isPresent()
                ? process.fd(1).terminal().map(Terminal::columns).orElse(80)
                : 80;
        StringBuilder out = new StringBuilder(heading);
        int used = 0;
        for (String name : names) {
            if (used == 0 || used + name.length() >= width - 4) {
                out.append("\n  ");
                used = 0;
            } else {
                out.append(' ');
                used++;
            }
            out.append(name);
            used += name.length();
        }
        process.out().println(out.toString());
    }

    void unneeded(String command) throws IOException {
        if (plan.unneeded.isEmpty()) {
            return;
        }
        boolean one = plan.unneeded.size() == 1;
        list(
                one
                        ? "The following package was automatically installed and is no longer required:"
                        : "The following packages were automatically installed and are no longer required:",
                plan.unneeded);
        String sudo = process.environment().containsKey("SUDO_USER") ? "sudo " : "";
        process.out().println("Use '" + sudo + command + "' to remove " + (one ? "it." : "them."));
    }

    void changes() throws IOException {
        list("The following additional packages will be installed:", plan.additional());
        list("Suggested packages:", plan.suggested);
        list("Recommended packages:", plan.recommended);
        List<String> gone = new ArrayList<>();
        for (String each : plan.remove) {
            gone.add(plan.purge.contains(each) ? each + "*" : each);
        }
        plan.purge.stream().filter(it -> !plan.remove.contains(it)).forEach(it -> gone.add(it + "*"));
        list("The following packages will be REMOVED:", new TreeSet<>(gone));
        list("The following NEW packages will be installed:", new TreeSet<>(plan.install));
    }

    void counts() throws IOException {
        String again = plan.reinstall.isEmpty() ? "" : plan.reinstall.size() + " reinstalled, ";
        TreeSet<String> gone = new TreeSet<>(plan.remove);
        gone.addAll(plan.purge);
        process.out()
                .println("0 upgraded, " + plan.install.size() + " newly installed, " + again + gone.size()
                        + " to remove and 0 not upgraded.");
    }

    /** The bytes to fetch. */
    long download() {
        long bytes = 0;
        for (String each : plan.install) {
            bytes += number(archive.find(each).orElseThrow(), "Size");
        }
        for (String each : plan.reinstall) {
            bytes += number(archive.find(each).orElseThrow(), "Size");
        }
        return bytes;
    }

    private long space() {
        long kibibytes = 0;
        for (String each : plan.install) {
            kibibytes += number(archive.find(each).orElseThrow(), "Installed-Size");
        }
        for (String each : plan.remove) {
            kibibytes -=
                    store.find(each).map(it -> number(it, "Installed-Size")).orElse(0L);
        }
        return kibibytes * 1024;
    }

    static long number(Stanza entry, String field) {
        String digits = entry.line(field);
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
    }

    void sizes() throws IOException {
        if (!plan.install.isEmpty() || !plan.reinstall.isEmpty()) {
            process.out().println("Need to get " + Sizes.of(download()) + "B of archives.");
        }
        long space = space();
        process.out()
                .println(
                        space >= 0
                                ? "After this operation, " + Sizes.of(space)
                                        + "B of additional disk space will be used."
                                : "After this operation, " + Sizes.of(-space) + "B disk space will be freed.");
    }
}
