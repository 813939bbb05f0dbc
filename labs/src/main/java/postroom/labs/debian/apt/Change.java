package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.host.Process;

/** One call of apt that changes what is installed: plan, report, ask, do. */
final class Change {
    private final Process process;
    private final AptOptions options;
    private final String verb;
    private final List<String> operands;
    private final Archive archive;
    private final DpkgStore store;
    private final Marks marks;
    private final Planner planner;
    private final Plan plan;
    private final boolean simulate;

    Change(Process process, AptOptions options, String verb, List<String> operands) throws IOException {
        this.process = process;
        this.options = options;
        this.verb = verb;
        this.operands = operands;
        this.archive = new Archive(process);
        this.store = new DpkgStore(process.files());
        this.marks = new Marks(process.files());
        this.planner = new Planner(archive, store, marks, !options.has("no-install-recommends"));
        this.plan = planner.plan();
        this.simulate = options.has("simulate");
    }

    private boolean purges() {
        return verb.equals("purge") || verb.equals("autopurge") || options.has("purge");
    }

    private boolean isAutoremove() {
        return verb.startsWith("auto") || options.has("auto-remove");
    }

    int run() throws IOException {
        if (simulate && !process.who().isRoot()) {
            process.out()
                    .print("NOTE: This is only a simulation!\n      apt-get needs root privileges for real execution.\n"
                            + "      Keep also in mind that locking is deactivated,\n"
                            + "      so don't depend on the relevance to the real current situation!\n");
        } else if (!Lock.take(process)) {
            return 100;
        }
        Lock.reading(process, options.quiet);
        if (verb.endsWith("upgrade")) {
            say("Calculating upgrade..." + Lock.done(process, options.quiet));
        }
        int wrong = operands();
        if (wrong != 0) {
            return wrong;
        }
        planner.findUnneeded();
        if (isAutoremove()) {
            for (String each : new TreeSet<>(plan.unneeded)) {
                planner.remove(each);
            }
            plan.unneeded.clear();
        }
        if (purges()) {
            plan.purge.addAll(plan.remove);
        }
        planner.findWishes();
        return carryOut();
    }

    private void say(String line) throws IOException {
        if (options.quiet < 2) {
            process.out().println(line);
        }
    }

    private int operands() throws IOException {
        for (String each : operands) {
            char last = each.charAt(each.length() - 1);
            boolean removes = verb.equals("remove") || purges();
            boolean suffixed = (last == '-' || last == '+')
                    && archive.find(each).isEmpty()
                    && store.find(each).isEmpty();
            String name = suffixed ? each.substring(0, each.length() - 1) : each;
            int wrong = (suffixed ? last == '-' : removes) ? remove(name) : install(name);
            if (wrong != 0) {
                return wrong;
            }
        }
        return 0;
    }

    private int unknown(String name) throws IOException {
        return AptProgram.complain(process, "Unable to locate package " + name);
    }

    private int install(String operand) throws IOException {
        int equals = operand.indexOf('=');
        String name = (equals < 0 ? operand : operand.substring(0, equals))
                .replaceFirst("/[^/]*$", "")
                .replaceFirst(":(amd64|all|any)$", "");
        Optional<Stanza> entry = archive.find(name);
        boolean there = store.isInstalled(name);
        if (entry.isEmpty() && !there) {
            return unknown(name);
        }
        if (equals >= 0 && !entry.map(it -> it.line("Version")).orElse("").equals(operand.substring(equals + 1))) {
            return AptProgram.complain(
                    process, "Version '" + operand.substring(equals + 1) + "' for '" + name + "' was not found");
        }
        plan.requested.add(name);
        if (there) {
            if (entry.isPresent() && (options.has("reinstall") || verb.equals("reinstall"))) {
                plan.reinstall.add(name);
                return 0;
            }
            String version = store.find(name).orElseThrow().line("Version");
            say(name + " is already the newest version (" + version + ").");
            if (marks.isAutomatic(name)) {
                say(name + " set to manually installed.");
                marks.automatic(name, false);
                if (!simulate) {
                    marks.save();
                }
            }
            return 0;
        }
        Optional<String> obstacle = planner.install(name);
        if (obstacle.isPresent()) {
            return broken(name, obstacle.get());
        }
        return 0;
    }

    private int broken(String name, String needed) throws IOException {
        process.out().print("""
                        Some packages could not be installed. This may mean that you have
                        requested an impossible situation or if you are using the unstable
                        distribution that some required packages have not yet been created
                        or been moved out of Incoming.
                        The following information may help to resolve the situation:

                        The following packages have unmet dependencies:
                        """);
        process.out().println(" " + name + " : Depends: " + needed + " but it is not installable");
        return AptProgram.complain(process, "Unable to correct problems, you have held broken packages.");
    }

    private int remove(String name) throws IOException {
        Optional<Stanza> found = store.find(name);
        if (found.isEmpty() && archive.find(name).isEmpty()) {
            return unknown(name);
        }
        if (store.isInstalled(name)) {
            planner.remove(found.orElseThrow().line("Package"));
        } else if (found.isPresent() && purges()) {
            plan.purge.add(name);
        } else {
            say("Package '" + name + "' is not installed, so not removed");
        }
        return 0;
    }

    private int carryOut() throws IOException {
        Report report = new Report(process, archive, store, plan);
        if (options.quiet < 2) {
            report.unneeded("apt autoremove");
            report.changes();
        }
        for (String each : plan.remove) {
            boolean essential = store.find(each).orElseThrow().line("Essential").equals("yes");
            if (essential && !options.has("allow-remove-essential")) {
                return AptProgram.complain(
                        process,
                        "Removing essential system-critical packages is not permitted. This might break the system.");
            }
        }
        if (options.quiet < 2) {
            report.counts();
        }
        if (simulate) {
            simulated();
            return 0;
        }
        if (plan.isEmpty()) {
            return 0;
        }
        if (options.quiet < 2) {
            report.sizes();
        }
        if (!confirmed()) {
            say("Abort.");
            return 1;
        }
        process.out().flush();
        Set<String> additional = plan.additional();
        boolean well = new Transaction(process, archive, store, plan).run(report.download(), options.quiet > 1);
        Marks now = new Marks(process.files());
        additional.forEach(it -> now.automatic(it, true));
        plan.requested.forEach(it -> now.automatic(it, false));
        plan.remove.forEach(it -> now.automatic(it, false));
        now.save();
        if (!well) {
            return AptProgram.complain(process, "Sub-process /usr/bin/dpkg returned an error code (1)");
        }
        return 0;
    }

    /** What is more than was asked for needs a word. */
    private boolean confirmed() throws IOException {
        boolean plain = plan.additional().isEmpty() && plan.remove.isEmpty() && plan.purge.isEmpty();
        if (plain || options.has("yes") || options.quiet > 1) {
            return true;
        }
        process.out().print("Do you want to continue? [Y/n] ");
        process.out().flush();
        if (options.has("assume-no")) {
            process.out().println("N");
            return false;
        }
        StringBuilder line = new StringBuilder();
        int c = process.in().read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < 100) {
                line.append((char) c);
            }
            c = process.in().read();
        }
        String answer = line.toString().strip();
        return answer.isEmpty() || answer.toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    private void simulated() throws IOException {
        for (String each : plan.remove) {
            Stanza there = store.find(each).orElseThrow();
            process.out()
                    .println((plan.purge.contains(each) ? "Purg " : "Remv ") + each + " [" + there.line("Version")
                            + "]");
        }
        for (String each : plan.install) {
            process.out().println("Inst " + simulated(each));
        }
        for (String each : plan.install) {
            process.out().println("Conf " + simulated(each));
        }
    }

    private String simulated(String name) {
        Stanza entry = archive.find(name).orElseThrow();
        return name + " (" + entry.line("Version") + " Debian:12.15/oldstable [" + entry.line("Architecture") + "])";
    }
}
