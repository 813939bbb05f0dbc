package postroom.labs.debian.apt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Relations;
import postroom.labs.debian.dpkg.Relations.Wanted;
import postroom.labs.debian.dpkg.Stanza;

/** Works out what goes with what: dependencies that come along, packages that go along, packages nobody needs. */
final class Planner {
    private static final List<String> NEEDS = List.of("Pre-Depends", "Depends");
    private static final List<String> WISHES = List.of("Pre-Depends", "Depends", "Recommends", "Suggests");

    private final Archive archive;
    private final DpkgStore store;
    private final Marks marks;
    private final boolean recommends;
    private final Plan plan = new Plan();

    Planner(Archive archive, DpkgStore store, Marks marks, boolean recommends) {
        this.archive = archive;
        this.store = store;
        this.marks = marks;
        this.recommends = recommends;
    }

    Plan plan() {
        return plan;
    }

    private static List<List<Wanted>> groups(Stanza each, String field) {
        return Relations.parse(each.fields().getOrDefault(field, ""));
    }

    private List<Stanza> installed() {
        List<Stanza> there = new ArrayList<>();
        for (Stanza each : store.all()) {
            if (each.line("Status").endsWith(" installed") && !plan.remove.contains(each.line("Package"))) {
                there.add(each);
            }
        }
        return there;
    }

    private boolean isMet(List<Wanted> group) {
        return group.stream()
                .anyMatch(wanted -> installed().stream().anyMatch(it -> Relations.meets(it, wanted))
                        || plan.install.stream().anyMatch(it -> Relations.meets(archive.control(it), wanted)));
    }

    /**
     * Plans to bring a package.
     *
     * @return a dependency that cannot be met, if there is one
     */
    Optional<String> install(String name) {
        plan.remove.remove(name);
        if (plan.install.contains(name)) {
            return Optional.empty();
        }
        Set<String> underway = new HashSet<>();
        return install(name, underway);
    }

    private Optional<String> install(String name, Set<String> underway) {
        if (!underway.add(name)) {
            return Optional.empty();
        }
        Stanza entry = archive.find(name).orElseThrow();
        List<String> fields = recommends ? List.of("Pre-Depends", "Depends", "Recommends") : NEEDS;
        for (String field : fields) {
            for (List<Wanted> group : groups(entry, field)) {
                if (isMet(group) || group.stream().anyMatch(it -> underway.contains(it.name()))) {
                    continue;
                }
                Optional<Stanza> chosen = group.stream()
                        .flatMap(it -> archive.providers(it).stream())
                        .findFirst();
                if (chosen.isEmpty() && !field.equals("Recommends")) {
                    return Optional.of(group.get(0).text());
                }
                if (chosen.isPresent()) {
                    Optional<String> obstacle = install(chosen.get().line("Package"), underway);
                    if (obstacle.isPresent()) {
                        return obstacle;
                    }
                }
            }
        }
        if (!plan.install.contains(name)) {
            plan.install.add(name);
            conflicts(entry);
        }
        return Optional.empty();
    }

    /** What stands in its way goes, and what it stands in the way of. */
    private void conflicts(Stanza entry) {
        for (String field : List.of("Conflicts", "Breaks")) {
            for (List<Wanted> group : groups(entry, field)) {
                for (Stanza each : installed()) {
                    boolean itself = each.line("Package").equals(entry.line("Package"));
                    if (!itself && Relations.meets(each, group.get(0))) {
                        remove(each.line("Package"));
                    }
                }
            }
            for (Stanza each : installed()) {
                boolean itself = each.line("Package").equals(entry.line("Package"));
                if (!itself && groups(each, field).stream().anyMatch(it -> Relations.meets(entry, it.get(0)))) {
                    remove(each.line("Package"));
                }
            }
        }
    }

    /** Plans to take a package away, and all that need it. */
    void remove(String name) {
        Deque<String> left = new ArrayDeque<>(List.of(name));
        while (!left.isEmpty()) {
            String gone = left.pop();
            if (!plan.remove.add(gone)) {
                continue;
            }
            for (Stanza each : installed()) {
                for (String field : NEEDS) {
                    boolean needsIt = groups(each, field).stream()
                            .anyMatch(group -> group.stream().anyMatch(it -> namesIt(it, gone)) && !isMet(group));
                    if (needsIt) {
                        left.push(each.line("Package"));
                    }
                }
            }
        }
    }

    private boolean namesIt(Wanted wanted, String gone) {
        return store.find(gone).filter(it -> Relations.meets(it, wanted)).isPresent();
    }

    /** Finds what came along once and is needed by nobody now. */
    void findUnneeded() {
        Set<String> needed = new HashSet<>();
        Deque<Stanza> left = new ArrayDeque<>();
        List<Stanza> there = installed();
        for (String each : plan.install) {
            left.add(archive.control(each));
        }
        for (Stanza each : there) {
            if (!marks.isAutomatic(each.line("Package"))
                    || each.line("Essential").equals("yes")) {
                left.add(each);
            }
        }
        while (!left.isEmpty()) {
            Stanza each = left.pop();
            if (!needed.add(each.line("Package"))) {
                continue;
            }
            for (String field : WISHES) {
                for (List<Wanted> group : groups(each, field)) {
                    for (Wanted wanted : group) {
                        there.stream().filter(it -> Relations.meets(it, wanted)).forEach(left::add);
                    }
                }
            }
        }
        for (Stanza each : there) {
            if (!needed.contains(each.line("Package"))) {
                plan.unneeded.add(each.line("Package"));
            }
        }
    }

    /** Finds what the new packages speak of and is neither there nor brought. */
    void findWishes() {
        for (String name : new TreeSet<>(plan.install)) {
            Stanza entry = archive.find(name).orElseThrow();
            for (List<Wanted> group : groups(entry, "Suggests")) {
                if (!isMet(group)) {
                    plan.suggested.add(text(group));
                }
            }
            for (List<Wanted> group : groups(entry, "Recommends")) {
                if (!isMet(group)) {
                    plan.recommended.add(text(group));
                }
            }
        }
    }

    private static String text(List<Wanted> group) {
        return String.join(" | ", group.stream().map(Wanted::name).toList());
    }
}
