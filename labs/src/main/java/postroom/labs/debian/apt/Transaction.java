package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Relations;
import postroom.labs.debian.dpkg.Removal;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.dpkg.Triggers;
import postroom.labs.debian.image.DebianPackage;
import postroom.labs.debian.image.ImageResources;
import postroom.labs.host.Executable;
import postroom.labs.host.Process;

/** Does what a plan says, as dpkg does it: fetch, ask the packages' questions, remove, unpack, set up, triggers. */
final class Transaction {
    private static final String TEMPORARY = "/var/cache/debconf/tmp.ci";

    private final Process process;
    private final Archive archive;
    private final DpkgStore store;
    private final Plan plan;
    private final Set<String> triggers = new LinkedHashSet<>();
    private final Triggers activated;
    private boolean read;

    Transaction(Process process, Archive archive, DpkgStore store, Plan plan) {
        this.process = process;
        this.archive = archive;
        this.store = store;
        this.plan = plan;
        this.activated = new Triggers(process, store);
    }

    private void say(String line) throws IOException {
        process.out().println(line);
    }

    private List<String> incoming() {
        List<String> all = new ArrayList<>(plan.install);
        all.addAll(plan.reinstall);
        return all;
    }

    /** False if something failed. */
    boolean run(long bytes, boolean quiet) throws IOException {
        List<String> incoming = incoming();
        if (!incoming.isEmpty()) {
            if (!quiet) {
                fetch(incoming, bytes);
            }
            preconfigure(incoming);
        }
        Removal removal = new Removal(process, store);
        List<String> purged = neededLast(plan.purge);
        boolean well = true;
        for (String name : neededLast(plan.remove)) {
            reading();
            noteTriggers(store.find(name).orElseThrow(), false);
            well &= removal.remove(name);
        }
        for (String name : incoming) {
            unpack(name);
        }
        for (String name : inOrder(new TreeSet<>(incoming))) {
            well &= configure(name);
        }
        read = false; // another run of dpkg
        for (String name : purged) {
            if (store.find(name).isPresent()) {
                reading();
                noteTriggers(store.find(name).orElseThrow(), true);
                removal.purge(name);
            }
        }
        for (String name : triggers) {
            Optional<Stanza> owner = store.find(name);
            if (owner.filter(it -> it.line("Status").endsWith(" installed")).isPresent()) {
                say("Processing triggers for " + name + " (" + owner.get().line("Version") + ") ...");
                process.out().flush();
                activated.run(owner.get());
            }
        }
        return well;
    }

    private void fetch(List<String> names, long bytes) throws IOException {
        boolean terminal = process.fd(1).terminal().isPresent();
        if (terminal) {
            process.out().print("\u001b[33m\r0% [Working]\u001b[0m\r            \r");
        }
        int number = 0;
        for (String name : names) {
            Stanza entry = archive.find(name).orElseThrow();
            String suite = Archive.suites(entry).get(0);
            String architecture = entry.line("Architecture");
            say("Get:" + ++number + " " + Archive.mirror(suite) + " " + suite + "/main amd64 " + name + " "
                    + architecture + " " + entry.line("Version") + " [" + Sizes.of(Report.number(entry, "Size"))
                    + "B]");
        }
        if (terminal) {
            process.out().print("\u001b[33m\r100% [Working]\u001b[0m\r              \r");
        }
        say("Fetched " + Sizes.of(bytes) + "B in 0s (" + Sizes.of(bytes * 25.0) + "B/s)");
    }

    /** The packages' questions are put before anything is unpacked. */
    private void preconfigure(List<String> names) throws IOException {
        List<String> asking = names.stream()
                .filter(it -> ImageResources.bytes(resource(it, "templates")).isPresent())
                .toList();
        if (asking.isEmpty()) {
            return;
        }
        say("Preconfiguring packages ...");
        process.out().flush();
        if (!process.files().exists(TEMPORARY)) {
            process.files().mkdir(TEMPORARY, 0755);
        }
        for (String name : asking) {
            String id = name + "/config";
            if (process.host().programs().find(id).isEmpty()) {
                continue;
            }
            String script = TEMPORARY + "/" + name + ".config";
            String templates = TEMPORARY + "/" + name + ".template";
            process.files()
                    .writeAll(
                            templates,
                            ImageResources.bytes(resource(name, "templates")).orElseThrow());
            process.files().writeAll(script, Executable.file(id));
            process.files().chmod(script, 0755);
            new Script(process)
                    .run(Map.of("DEBCONF_TEMPLATES", templates), List.of(script, "configure", oldVersion(name)));
            process.files().unlink(script);
            process.files().unlink(templates);
        }
    }

    private static String resource(String name, String kind) {
        return "packages/" + name + "/files/var/lib/dpkg/info/" + name + "." + kind;
    }

    private String oldVersion(String name) {
        return store.find(name)
                .map(it -> it.get("Config-Version").orElse(it.line("Version")))
                .orElse("");
    }

    private final Map<String, String> before = new java.util.HashMap<>();

    private void reading() throws IOException {
        if (!read) {
            read = true;
            process.out().print(store.reading());
        }
    }

    private void unpack(String name) throws IOException {
        Stanza entry = archive.find(name).orElseThrow();
        Stanza control = archive.control(name);
        Optional<Stanza> old = store.find(name);
        boolean there =
                old.filter(it -> it.line("Status").endsWith(" installed")).isPresent();
        before.put(name, oldVersion(name));
        if (!there) {
            say("Selecting previously unselected package " + DpkgStore.binaryName(control) + ".");
        }
        reading();
        String version = control.line("Version");
        say("Preparing to unpack .../" + number(name) + name + "_" + version.replace(":", "%3a") + "_"
                + entry.line("Architecture") + ".deb ...");
        say("Unpacking " + DpkgStore.binaryName(control) + " (" + version + ") "
                + (there ? "over (" + old.orElseThrow().line("Version") + ") ..." : "..."));
        process.out().flush();
        Optional<DebianPackage> contents = archive.contents(name);
        if (contents.isPresent()) {
            store.paths(control, new Unpacker(process).unpack(contents.get()));
        } else {
            store.paths(control, List.of("/."));
        }
        store.put(DpkgStore.withStatus(control, "install ok unpacked"));
        noteTriggers(control, true);
    }

    /** apt gives dpkg a folder of numbered links if there are five packages or more. */
    private String number(String name) {
        List<String> all = incoming();
        if (all.size() < 5) {
            return "";
        }
        int digits = Integer.toString(all.size() - 1).length();
        return String.format(Locale.ROOT, "%0" + digits + "d-", all.indexOf(name));
    }

    private void noteTriggers(Stanza control, boolean settings) throws IOException {
        if (settings && store.paths(control).stream().anyMatch(it -> it.startsWith("/etc/rsyslog.d/"))) {
            triggers.add("rsyslog");
        }
        if (control.line("Section").equals("libs") && control.line("Multi-Arch").equals("same")) {
            triggers.add("libc-bin");
        }
        triggers.addAll(activated.activate(control));
    }

    /** Packages that go, those first that need others which go. */
    private List<String> neededLast(Collection<String> names) {
        Set<String> left = new TreeSet<>(names);
        List<String> order = new ArrayList<>();
        names.forEach(it -> appendDependents(it, left, order));
        return order;
    }

    private void appendDependents(String name, Set<String> left, List<String> order) {
        Optional<Stanza> gone = store.find(name);
        if (!left.remove(name) || gone.isEmpty()) {
            return;
        }
        for (String each : new TreeSet<>(left).descendingSet()) {
            Optional<Stanza> other = store.find(each);
            boolean needsIt = other.isPresent()
                    && Relations.parse(other.get().fields().getOrDefault("Depends", "")).stream()
                            .flatMap(List::stream)
                            .anyMatch(it -> Relations.meets(gone.get(), it));
            if (needsIt) {
                appendDependents(each, left, order);
            }
        }
        order.add(name);
    }

    /** Names with those that they need before them. */
    private List<String> inOrder(Set<String> names) {
        List<String> order = new ArrayList<>();
        names.forEach(it -> append(it, names, order, new java.util.HashSet<>()));
        return order;
    }

    private void append(String name, Set<String> names, List<String> order, Set<String> underway) {
        if (order.contains(name) || !underway.add(name)) {
            return;
        }
        for (String field : List.of("Pre-Depends", "Depends")) {
            for (List<Relations.Wanted> group :
                    Relations.parse(archive.control(name).fields().getOrDefault(field, ""))) {
                for (Relations.Wanted wanted : group) {
                    if (names.contains(wanted.name())) {
                        append(wanted.name(), names, order, underway);
                    }
                }
            }
        }
        order.add(name);
    }

    private boolean configure(String name) throws IOException {
        Stanza control = store.find(name).orElseThrow();
        say("Setting up " + DpkgStore.binaryName(control) + " (" + control.line("Version") + ") ...");
        process.out().flush();
        String postinst = DpkgStore.info(control, "postinst");
        if (process.files().exists(postinst)) {
            if (new Script(process).run(postinst, "configure", before.getOrDefault(name, "")) != 0) {
                store.status(name, "install ok half-configured");
                return false;
            }
        } else {
            new Units(process).start(store.paths(control));
        }
        store.status(name, "install ok installed");
        return true;
    }
}
