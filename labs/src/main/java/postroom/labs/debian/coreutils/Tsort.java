package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** {@code tsort(1)}: puts things in an order that agrees with pairs of them. */
final class Tsort extends GnuProgram {
    Tsort() {
        super("");
    }

    /** One thing, how many come before it, and what comes after it, the last told first. */
    private static final class Item {
        private final String name;
        private int before;
        private final Deque<Item> after = new ArrayDeque<>();
        private boolean printed;

        Item(String name) {
            this.name = name;
        }
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atMost(1);
        String name = call.inputs().get(0);
        Map<String, Item> items = read(call, name);
        int left = items.size();
        Deque<Item> ready = new ArrayDeque<>();
        items.values().stream().filter(it -> it.before == 0).forEach(ready::add);
        while (left > 0) {
            while (!ready.isEmpty()) {
                call.process().step();
                Item item = ready.poll();
                item.printed = true;
                left--;
                call.print(item.name + "\n");
                for (Item each : item.after) {
                    if (--each.before == 0) {
                        ready.add(each);
                    }
                }
            }
            if (left > 0) {
                call.complain(Quoting.name(name) + ": input contains a loop:");
                ready.add(broken(call, items));
            }
        }
        return 0;
    }

    /** Tells a loop and cuts it; what can come next then. */
    private static Item broken(Call call, Map<String, Item> items) throws IOException {
        Item at = items.values().stream().filter(it -> !it.printed).findFirst().orElseThrow();
        List<Item> path = new ArrayList<>();
        while (!path.contains(at)) {
            path.add(at);
            Item here = at;
            at = items.values().stream()
                    .filter(it -> !it.printed && it.after.contains(here))
                    .findFirst()
                    .orElseThrow();
        }
        List<Item> loop = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
        java.util.Collections.reverse(loop);
        java.util.Collections.rotate(loop, 1);
        for (Item each : loop) {
            call.warn(each.name);
        }
        Item first = loop.get(0);
        loop.get(loop.size() - 1).after.remove(first);
        first.before--;
        while (first.before > 0) {
            Item target = first;
            Item other = items.values().stream()
                    .filter(it -> !it.printed && it.after.contains(target))
                    .findFirst()
                    .orElseThrow();
            other.after.remove(first);
            first.before--;
        }
        return first;
    }

    private static Map<String, Item> read(Call call, String name) throws IOException {
        Map<String, Item> items = new TreeMap<>(Sort::compareBytes);
        String text;
        try (Input in = Input.open(call.process(), name)) {
            text = Text.of(in.rest());
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.name(name) + ": " + e.getMessage());
        }
        String[] words = text.strip().isEmpty() ? new String[0] : text.strip().split("[ \t\n]+");
        for (int i = 0; i + 1 < words.length; i += 2) {
            call.process().step();
            Item first = items.computeIfAbsent(words[i], Item::new);
            Item second = items.computeIfAbsent(words[i + 1], Item::new);
            if (first != second) {
                second.before++;
                first.after.addFirst(second);
            }
        }
        if (words.length % 2 != 0) {
            throw Failure.of(1, Quoting.name(name) + ": input contains an odd number of tokens");
        }
        return items;
    }
}
