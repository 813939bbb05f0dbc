package postroom.labs.debian.mailutils;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of {@code alias}, each for a list of addresses or other names. */
final class Aliases {
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    void add(String name, List<String> members) {
        groups.computeIfAbsent(name, it -> new ArrayList<>()).addAll(members);
    }

    void remove(String name) {
        groups.remove(name);
    }

    /** The line that shows a group, if there is one. */
    Optional<String> shown(String name) {
        return Optional.ofNullable(groups.get(name)).map(it -> name + "    " + String.join(" ", it) + " ");
    }

    List<String> names() {
        return List.copyOf(groups.keySet());
    }

    /** The addresses for a name, those of the groups in its group among them. */
    Optional<String> expand(String name, boolean recursively) {
        if (!groups.containsKey(name)) {
            return Optional.empty();
        }
        if (!recursively) {
            return Optional.of(String.join(",", groups.get(name)));
        }
        List<String> all = new ArrayList<>();
        expand(name, all, new ArrayDeque<>());
        return Optional.of(String.join(",", all));
    }

    private void expand(String name, List<String> into, Deque<String> within) {
        List<String> members = groups.get(name);
        if (members == null) {
            if (!into.contains(name)) {
                into.add(name);
            }
            return;
        }
        for (String each : members) {
            if (!within.contains(each)) {
                within.push(each);
                expand(each, into, within);
                within.pop();
            }
        }
    }
}
